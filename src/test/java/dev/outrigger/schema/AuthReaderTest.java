package dev.outrigger.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Shape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

class AuthReaderTest {
    private static final Set<Action> ALL = EnumSet.allOf(Action.class);
    private static final Set<Action> READING =
            EnumSet.of(Action.GET, Action.LIST, Action.SYNC, Action.LISTEN, Action.SEARCH);
    private static final Set<Action> WRITING =
            EnumSet.of(Action.CREATE, Action.UPDATE, Action.DELETE);

    @Test
    void fillsInWhatARuleLeavesOut() {
        assertThat(rules("{allow: owner}"))
                .containsExactly(
                        new AuthRule(
                                new Grantee.Owner("owner", "sub::username"),
                                Provider.USER_POOLS,
                                ALL));
        assertThat(rules("{allow: groups, groups: [\"Admin\"]}"))
                .containsExactly(
                        new AuthRule(
                                new Grantee.StaticGroups(List.of("Admin"), "cognito:groups"),
                                Provider.USER_POOLS,
                                ALL));
        assertThat(rules("{allow: private}"))
                .containsExactly(new AuthRule(new Grantee.Private(), Provider.USER_POOLS, ALL));
        assertThat(rules("{allow: public}"))
                .containsExactly(new AuthRule(new Grantee.Public(), Provider.API_KEY, ALL));
        assertThat(rules("{allow: custom}"))
                .containsExactly(new AuthRule(new Grantee.Custom(), Provider.FUNCTION, ALL));
    }

    @Test
    void takesEverythingThatARuleSays() {
        assertThat(
                        rules(
                                "{allow: owner, provider: oidc, ownerField: \"text\","
                                        + " identityClaim: \"email\", operations: [create, read]},"
                                        + " {allow: groups, groupsField: \"text\","
                                        + " groupClaim: \"roles\", operations: [sync, listen]},"
                                        + " {allow: groups, groups: \"Staff\"},"
                                        + " {allow: public, provider: identityPool}"))
                .containsExactly(
                        new AuthRule(
                                new Grantee.Owner("text", "email"),
                                Provider.OIDC,
                                EnumSet.of(
                                        Action.CREATE,
                                        Action.GET,
                                        Action.LIST,
                                        Action.SYNC,
                                        Action.LISTEN,
                                        Action.SEARCH)),
                        new AuthRule(
                                new Grantee.DynamicGroups("text", "roles"),
                                Provider.USER_POOLS,
                                EnumSet.of(Action.SYNC, Action.LISTEN)),
                        new AuthRule(
                                new Grantee.StaticGroups(List.of("Staff"), "cognito:groups"),
                                Provider.USER_POOLS,
                                ALL),
                        new AuthRule(new Grantee.Public(), Provider.IDENTITY_POOL, ALL));
    }

    @Test
    void keepsTheRulesOfFieldsAndRelationsWithThem() {
        Schema schema =
                SchemaFixture.schema(
                        """
                        type Post @model {
                          secret: String @auth(rules: [{allow: private, operations: [read]}])
                          notes: [Note] @hasMany @auth(rules: [{allow: public}])
                          place: Place
                        }
                        type Note @model { text: String }
                        type Place { street: String @auth(rules: [{allow: custom}]) }
                        """);

        Model post = schema.required("Post");
        assertThat(post.rules()).isEmpty();
        assertThat(post.field("secret").orElseThrow().rules())
                .containsExactly(new AuthRule(new Grantee.Private(), Provider.USER_POOLS, READING));
        assertThat(post.relation("notes").orElseThrow().rules())
                .containsExactly(new AuthRule(new Grantee.Public(), Provider.API_KEY, ALL));
        assertThat(schema.embedded("Place").fields().getFirst().rules())
                .containsExactly(new AuthRule(new Grantee.Custom(), Provider.FUNCTION, ALL));
    }

    @Test
    void addsTheOwnerThatTheTypeDoesNotDeclare() {
        Model note =
                SchemaFixture.schema(
                                """
                                type Note @model @auth(rules: [
                                  {allow: owner, ownerField: "author"}, {allow: owner}]) {
                                  author: ID
                                  editors: [String]
                                  text: String
                                    @auth(rules: [{allow: owner, ownerField: "editors"},
                                                  {allow: owner, ownerField: "reader"}])
                                }
                                """)
                        .required("Note");

        assertThat(note.fields())
                .extracting(Field::name)
                .endsWith("createdAt", "updatedAt", "owner", "reader");
        Field owner = note.field("owner").orElseThrow();
        assertThat(owner)
                .isEqualTo(
                        new Field(
                                "owner",
                                Scalar.STRING,
                                new Shape.Single(false),
                                Field.Origin.IMPLICIT_OWNER,
                                null,
                                List.of()));
        assertThat(owner.readOnly()).isTrue();
    }

    @Test
    void readsTheOlderDirectiveAsTheOlderTransformerDoes() {
        Model note =
                SchemaFixture.schema(
                                """
                                type Note @model @key(name: "byText", fields: ["text"])
                                  @auth(rules: [
                                    {allow: owner, identityField: "sub", queries: null},
                                    {allow: groups, groups: ["A"], mutations: [create],
                                     queries: [get, list]},
                                    {allow: owner, operations: [update]}]) {
                                  text: String
                                }
                                """)
                        .required("Note");

        Set<Action> open = EnumSet.of(Action.SYNC, Action.LISTEN, Action.SEARCH);
        assertThat(note.rules())
                .containsExactly(
                        new AuthRule(
                                new Grantee.Owner("owner", "sub"), Provider.USER_POOLS, WRITING),
                        new AuthRule(
                                new Grantee.StaticGroups(List.of("A"), "cognito:groups"),
                                Provider.USER_POOLS,
                                EnumSet.of(Action.CREATE, Action.GET, Action.LIST)),
                        new AuthRule(
                                new Grantee.Owner("owner", "username"),
                                Provider.USER_POOLS,
                                EnumSet.of(Action.UPDATE)),
                        new AuthRule(new Grantee.Private(), Provider.USER_POOLS, open));
    }

    @Test
    void opensWhatNoOlderRuleNamesToEachProviderOfTheRules() {
        Model note =
                SchemaFixture.schema(
                                """
                                type Note @model @key(fields: ["id"])
                                  @auth(rules: [
                                    {allow: owner, operations: [create, update, delete]},
                                    {allow: public, operations: [create]}]) {
                                  id: ID!
                                }
                                """)
                        .required("Note");

        assertThat(note.rules())
                .endsWith(
                        new AuthRule(new Grantee.Private(), Provider.USER_POOLS, READING),
                        new AuthRule(new Grantee.Public(), Provider.API_KEY, READING));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{allow: owners}|allow knows no owners: did you mean owner?",
                "{provider: iam}|a rule needs allow: one of owner, groups, private, public, custom",
                "{allow: 'owner'}|allow must be of the words owner, groups, private, public,"
                        + " custom",
                "{allow: owner, ownerfield: 'x'}|a rule has no ownerfield: did you mean"
                        + " ownerField?",
                "{allow: owner, ownerField: ''}|ownerField must be a string that is not empty",
                "{allow: owner, provider: iam}"
                        + "|allow: owner is possible with provider oidc, userPools only",
                "{allow: public, provider: userPools}"
                        + "|allow: public is possible with provider apiKey, iam, identityPool only",
                "{allow: private, groups: ['A']}"
                        + "|groups belongs to a rule with allow: groups, not to allow: private",
                "{allow: groups, groups: ['A'], identityClaim: 'x'}|identityClaim belongs to a rule"
                        + " with allow: owner, not to allow: groups",
                "{allow: groups}|allow: groups needs groups, the names, or groupsField, the field"
                        + " that holds them",
                "{allow: groups, groups: ['A'], groupsField: 'text'}"
                        + "|a rule has groups or groupsField, not both",
                "{allow: groups, groups: []}|groups must be a list of names",
                "{allow: owner, operations: [reed]}|operations knows no reed: did you mean read?",
                "{allow: owner, operations: []}"
                        + "|a rule that allows no operation says nothing: name one, or remove it",
                "{allow: owner, operations: [read, list]}|operations has read, which stands for"
                        + " get, list, sync, listen and search together: keep read, or the ones"
                        + " meant",
                "{allow: owner, allow: owner}|allow is given twice in one rule"
            })
    void tellsWhatIsWrongWithARule(String rule, String message) {
        String document =
                "type Note @model @auth(rules: [%s]) { text: String }"
                        .formatted(rule.replace('\'', '"'));

        assertThat(SchemaFixture.findings(document))
                .containsExactly("1:24 @auth on Note: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type A @model @auth { x: Int }|1:15 @auth on A needs rules: write a list such as"
                        + " rules: [{allow: owner}]",
                "type A @model @auth(rules: []) { x: Int }|1:21 @auth on A needs rules: write a"
                        + " list such as rules: [{allow: owner}]",
                "type A @model { x: Int @auth(rules: [{allow: owner, operations: [sync]}]) }|1:30"
                        + " @auth on A.x: operations knows no sync: known are create, update,"
                        + " delete, read",
                "type A @model { x: B } type B { y: Int"
                        + " @auth(rules: [{allow: private, operations: [read]}]) }|1:46 @auth on"
                        + " B.y: operations belong to models and their fields: without a model"
                        + " there is nothing but reading",
                "type A @model @auth(rules: [{allow: groups, groupsField: \"team\"}]) { teams: Int"
                        + " }|1:1 groupsField of @auth names A.team, which does not exist, so"
                        + " nobody could be in it: did you mean teams?",
                "type A @model @auth(rules: [{allow: owner, ownerField: \"x\"}]) { x: Int }"
                        + "|1:1 ownerField of @auth names A.x, which must hold a text or a list of"
                        + " them",
                "type A @model { x: B } type B @auth(rules: [{allow: owner}]) { y: Int }|1:31"
                        + " @auth stands on B, which is no model; it belongs on a type with @model"
                        + " or on a field"
            })
    void tellsWhereTheRulesDoNotFit(String document, String finding) {
        assertThat(SchemaFixture.findings(document)).containsExactly(finding);
    }

    @Test
    void refusesToReadASchemaOfBothGenerations() {
        assertThat(
                        SchemaFixture.findings(
                                """
                                type Post @model @key(name: "byTitle", fields: ["title"]) {
                                  title: String @index
                                }
                                """))
                .containsExactly(
                        "2:17 @index is of Amplify's newer directives, but this schema has older"
                                + " ones such as @key: write all of it with one of the two");
    }

    private static List<AuthRule> rules(String rules) {
        return SchemaFixture.schema(
                        "type Note @model @auth(rules: [" + rules + "]) { text: String }")
                .required("Note")
                .rules();
    }
}
