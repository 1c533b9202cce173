package dev.outrigger.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The directives that are read, with their place and arguments.
enum KnownDirective {
    MODEL(Place.TYPE, "model", "queries", "mutations", "subscriptions", "timestamps"),
    KEY(Place.TYPE, "key", "name", "fields", "queryField"),
    PRIMARY_KEY(Place.FIELD, "primaryKey", "sortKeyFields"),
    INDEX(Place.FIELD, "index", "name", "sortKeyFields", "queryField"),
    HAS_MANY(Place.RELATION, "hasMany", "indexName", "fields", "references", "limit"),
    HAS_ONE(Place.RELATION, "hasOne", "fields", "references"),
    BELONGS_TO(Place.RELATION, "belongsTo", "fields", "references"),
    MANY_TO_MANY(Place.RELATION, "manyToMany", "relationName", "limit"),
    CONNECTION(
            Place.RELATION,
            "connection",
            "name",
            "keyName",
            "fields",
            "keyField",
            "sortField",
            "limit"),
    DEFAULT(Place.FIELD, "default", "value"),
    AUTH(Place.TYPE_OR_ANY_FIELD, "auth", "rules");

    /// What a directive may stand on.
    enum Place {
        /// A type that is or becomes a model.
        TYPE,
        /// A field of a model that holds a value.
        FIELD,
        /// A field of a model whose type is a model.
        RELATION,
        /// A type that is a model, or any field of any type.
        TYPE_OR_ANY_FIELD
    }

    /// Amplify and AppSync have these, and they change what the schema means.
    private static final List<String> NOT_SUPPORTED_YET =
            List.of(
                    "searchable",
                    "function",
                    "http",
                    "predictions",
                    "mapsTo",
                    "sql",
                    "refersTo",
                    "versioned",
                    "conversation",
                    "generation",
                    "validate",
                    "aws_api_key",
                    "aws_iam",
                    "aws_oidc",
                    "aws_cognito_user_pools",
                    "aws_lambda",
                    "aws_subscribe",
                    "aws_auth",
                    "deprecated");

    private final Place place;
    private final String word;
    private final List<String> arguments;

    KnownDirective(Place place, String word, String... arguments) {
        this.place = place;
        this.word = word;
        this.arguments = List.of(arguments);
    }

    static Optional<KnownDirective> named(String word) {
        return Arrays.stream(values()).filter(known -> known.word.equals(word)).findFirst();
    }

    static boolean isNotSupportedYet(String word) {
        return NOT_SUPPORTED_YET.contains(word);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(KnownDirective::word).toList();
    }

    Place place() {
        return place;
    }

    String word() {
        return word;
    }

    List<String> arguments() {
        return arguments;
    }

    boolean isRepeatable() {
        return this == KEY || this == INDEX;
    }
}
