package dev.outrigger.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.schema.SchemaFixture;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class ItemReaderTest {
    private static final Schema SCHEMA =
            SchemaFixture.schema(
                    """
                    type Post @model {
                      id: ID!
                      title: String!
                      rating: Int
                      status: Status
                      tags: [String]
                      reqTags: [String!]!
                      ips: [AWSIPAddress!]
                      address: Address
                      addresses: [Address!]
                      comments: [Comment] @hasMany
                    }
                    type Comment @model {
                      id: ID!
                      content: String
                      createdAt: AWSDateTime!
                      post: Post @belongsTo
                    }
                    type Stock @model {
                      product: ID! @primaryKey(sortKeyFields: ["shelf"])
                      shelf: Int!
                      count: Int
                      moves: [Move] @hasMany
                    }
                    type Move @model { stock: Stock @belongsTo }
                    type User @model { name: String profile: Profile @hasOne }
                    type Profile @model { bio: String }
                    type Address { street: String city: String! geo: Geo }
                    type Geo { lat: Float! lon: Float! }
                    enum Status { ACTIVE INACTIVE }
                    """);

    private final ItemReader reader = new ItemReader(SCHEMA);

    @Test
    void AC1_refusesNullInARequiredFieldNamingTheField() {
        assertThat(problems("Post", post("title", null)))
                .containsExactly("/title title is required: expected String, found null");
    }

    @Test
    void AC2_refusesARequiredFieldThatIsLeftOut() {
        Map<String, Object> json = post();
        json.remove("title");
        json.remove("id");

        assertThat(problems("Post", json))
                .containsExactly(
                        "/id id is required: expected ID, found no value",
                        "/title title is required: expected String, found no value");
    }

    @Test
    void AC3_namesFieldExpectedTypeAndWhatWasFound() {
        assertThat(problems("Post", post("title", 5, "rating", "five", "status", "GONE")))
                .containsExactly(
                        "/title title must be String, found number 5",
                        "/rating rating must be Int (a whole number of 32 bits), found string"
                                + " \"five\"",
                        "/status status must be one of ACTIVE, INACTIVE (Status), found string"
                                + " \"GONE\"");
    }

    @Test
    void AC5_refusesAListWithOneBadElementNamingTheElement() {
        assertThat(problems("Post", post("ips", List.of("127.0.0.1", "localhost"))))
                .containsExactly(
                        "/ips/1 an element of ips must be AWSIPAddress (IPv4 or IPv6), found string"
                                + " \"localhost\"");
    }

    @Test
    void AC6_acceptsNullNothingEmptyAndNullElementsInANullableList() {
        assertThat(read("Post", post("tags", null)).value("tags")).isNull();
        assertThat(read("Post", post()).value("tags")).isNull();
        assertThat(read("Post", post("tags", List.of())).value("tags")).isEqualTo(List.of());
        assertThat(read("Post", post("tags", Arrays.asList("x", null))).value("tags"))
                .isEqualTo(Arrays.asList("x", null));
    }

    @Test
    void AC7_refusesNullInARequiredListAndNullElementsWhereTheyAreNot() {
        assertThat(problems("Post", post("reqTags", null)))
                .containsExactly(
                        "/reqTags reqTags is required: expected a list of String, found null");
        assertThat(problems("Post", post("reqTags", Arrays.asList("x", null))))
                .containsExactly("/reqTags/1 an element of reqTags must be String, found null");
        assertThat(problems("Post", post("reqTags", "x")))
                .containsExactly("/reqTags reqTags must be a list of String, found string \"x\"");
    }

    @Test
    void AC8_namesTheSubFieldOfAnEmbeddedTypeAtAnyDepth() {
        Map<String, Object> geo = Map.of("lat", "north", "lon", 1);
        Map<String, Object> address = Map.of("city", "Bern", "geo", geo);

        assertThat(problems("Post", post("address", address)))
                .containsExactly(
                        "/address/geo/lat lat must be Float (a finite number), found string"
                                + " \"north\"");
        assertThat(problems("Post", post("address", Map.of("street", "x"))))
                .containsExactly("/address/city city is required: expected String, found no value");
        assertThat(problems("Post", post("addresses", List.of(Map.of("city", "Bern"), Map.of()))))
                .containsExactly(
                        "/addresses/1/city city is required: expected String, found no value");
        assertThat(problems("Post", post("addresses", Arrays.asList(address, "x"))))
                .contains(
                        "/addresses/1 an element of addresses must be Address, found string"
                                + " \"x\"");
        assertThat(problems("Post", post("address", Map.of("city", "Bern", "town", "x"))))
                .containsExactly(
                        "/address/town Address has no field town: known are street, city, geo");
    }

    @Test
    void givesAnEmbeddedValueEverySubField() {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("street", null);
        expected.put("city", "Bern");
        expected.put("geo", null);

        Item item = read("Post", post("address", Map.of("city", "Bern")));

        assertThat(item.value("address")).isEqualTo(expected);
    }

    @Test
    void AC12_acceptsAnItemWithoutTheTimestampsThatTheBackendFills() {
        Item comment = read("Comment", Map.of("id", "c1"));

        assertThat(comment.value("createdAt")).isNull();
        assertThat(comment.value("updatedAt")).isNull();
    }

    @Test
    void readsTimestampsLikeOtherFields() {
        Item item = read("Post", post("createdAt", "2026-11-20T12:00:00Z"));

        assertThat(item.value("createdAt")).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(problems("Post", post("updatedAt", "now"))).hasSize(1);
    }

    @Test
    void AC14_refusesAnEmptyKey() {
        assertThat(problems("Post", post("id", "")))
                .containsExactly("/id id is part of the key and must not be empty");
        assertThat(problems("Stock", Map.of("product", "", "shelf", 1)))
                .containsExactly("/product product is part of the key and must not be empty");
    }

    @Test
    void AC9_refusesUnknownFieldsNamingTheNearestButIgnoresMetadata() {
        assertThat(problems("Post", post("titel", "x")))
                .containsExactly("/titel Post has no field titel: did you mean title?");
        assertThat(read("Post", post("_version", 3, "_pending", true)).fields())
                .doesNotContainKeys("_version", "_pending");
    }

    @Test
    void AC19_takesABelongsToObjectForItsForeignKey() {
        Item byObject =
                read("Comment", Map.of("id", "c1", "post", Map.of("id", "p1", "title", "x")));
        Item byKey = read("Comment", Map.of("id", "c1", "postCommentsId", "p1"));

        assertThat(byObject).isEqualTo(byKey);
    }

    @Test
    void takesACompositeKeyAndNullFromARelationObject() {
        Item move = read("Move", Map.of("id", "m1", "stock", Map.of("product", "p1", "shelf", 7L)));

        assertThat(move.value("stockMovesProduct")).isEqualTo("p1");
        assertThat(move.value("stockMovesShelf")).isEqualTo(7);
        Map<String, Object> none = new LinkedHashMap<>(Map.of("id", "c1"));
        none.put("post", null);
        assertThat(read("Comment", none).value("postCommentsId")).isNull();
    }

    @Test
    void takesAHasOneObjectWhereTheForeignKeyIsOnThisSide() {
        Item user = read("User", Map.of("id", "u1", "profile", Map.of("id", "f1")));

        assertThat(user.value("userProfileId")).isEqualTo("f1");
    }

    @Test
    void refusesRelationObjectsThatDoNotNameTheForeignKey() {
        assertThat(problems("Comment", Map.of("id", "c1", "post", "p1")))
                .containsExactly(
                        "/post post must be an object with the key of Post, found string \"p1\"");
        assertThat(problems("Comment", Map.of("id", "c1", "post", Map.of("title", "x"))))
                .containsExactly("/post/id post must name id of Post");
        assertThat(problems("Comment", Map.of("id", "c1", "post", Map.of("id", "p1", "ud", 1))))
                .containsExactly("/post/ud Post has no field ud: did you mean id?");
        assertThat(problems("Post", post("comments", List.of())))
                .containsExactly(
                        "/comments comments is written on the side of Comment, by postCommentsId");
    }

    @Test
    void refusesAForeignKeyThatIsGivenTwiceWithDifferentValues() {
        Map<String, Object> json = new LinkedHashMap<>(Map.of("id", "c1"));
        json.put("postCommentsId", "p1");
        json.put("post", Map.of("id", "p2"));

        assertThat(problems("Comment", json))
                .containsExactly("/post/id postCommentsId is given twice, with different values");
    }

    @Test
    void tellsEveryProblemInTheOrderOfTheInput() {
        assertThat(problems("Post", Map.of("id", List.of())))
                .containsExactly(
                        "/id id must be ID, found array",
                        "/title title is required: expected String, found no value",
                        "/reqTags reqTags is required: expected a list of String, found no value");
    }

    @Test
    void readsTheKeyOfACompositeModel() {
        Item stock = read("Stock", Map.of("product", "p/1", "shelf", 2L));

        assertThat(stock.key()).isEqualTo(new ItemKey("Stock", List.of("p/1", 2)));
    }

    private Item read(String model, Map<String, Object> json) {
        return switch (reader.read(SCHEMA.required(model), json)) {
            case ItemReading.Complete(Item item) -> item;
            case ItemReading.Invalid(List<FieldProblem> problems) ->
                    throw new AssertionError(problems);
        };
    }

    private List<String> problems(String model, Map<String, Object> json) {
        return switch (reader.read(SCHEMA.required(model), json)) {
            case ItemReading.Complete _ -> List.of();
            case ItemReading.Invalid(List<FieldProblem> problems) ->
                    problems.stream()
                            .map(problem -> problem.path() + " " + problem.reason())
                            .toList();
        };
    }

    private static Map<String, Object> post(Object... namesAndValues) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", "p1");
        json.put("title", "t");
        json.put("reqTags", List.of());
        for (int index = 0; index < namesAndValues.length; index += 2) {
            json.put((String) namesAndValues[index], namesAndValues[index + 1]);
        }
        return json;
    }
}
