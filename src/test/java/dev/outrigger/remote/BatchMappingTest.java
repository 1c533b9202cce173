package dev.outrigger.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.PushOutcome;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What the answer to a document means for each mutation and each read in it.
class BatchMappingTest {
    private static final List<RemoteModel> THREE =
            List.of(RemoteFixture.POST, RemoteFixture.POST, RemoteFixture.POST);

    private final BatchMapping mapping =
            new BatchMapping(new AnswerMapping(() -> Instant.parse("2026-03-02T10:00:00Z")));

    private static HttpAnswer received(int status, String body) {
        return new HttpAnswer.Received(status, null, null, body.getBytes(StandardCharsets.UTF_8));
    }

    private List<PushOutcome> push(String body) {
        return mapping.push(THREE, received(200, body));
    }

    private List<FetchOutcome> fetch(String body) {
        return mapping.fetch(THREE, received(200, body));
    }

    private static String post(int number) {
        return RemoteFixture.post("p" + number, 1);
    }

    @Test
    void eachMutationHasTheItemAndTheErrorUnderItsAlias() {
        // When
        List<PushOutcome> outcomes =
                push(
                        """
                        {"data":{"m0":%s,"m1":null,"m2":null},"errors":[
                         {"path":["m2"],"errorType":"BadInput","message":"no title"},
                         {"path":["m1"],"errorType":"ConflictUnhandled","message":"stale",
                          "data":%s}]}
                        """
                                .formatted(post(1), RemoteFixture.post("p2", 7)));

        // Then
        assertThat(outcomes.get(0)).isInstanceOf(PushOutcome.Accepted.class);
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(
                        PushOutcome.Conflict.class,
                        conflict -> assertThat(conflict.theirs().version().number()).isEqualTo(7));
        assertThat(outcomes.get(2)).isEqualTo(new PushOutcome.Refused("BadInput", "no title"));
    }

    @Test
    void anErrorBelowAnAliasIsNoVerdict() {
        assertThat(
                        push(
                                """
                                {"data":{"m0":null,"m1":%s,"m2":%s},"errors":[
                                 {"path":["m0","title"],"message":"null for a non-null field"}]}
                                """
                                        .formatted(post(2), post(3))))
                .first()
                .isInstanceOf(PushOutcome.Unreadable.class);
    }

    @Test
    void aMutationOfWhichNothingIsSaidMayHaveArrived() {
        assertThat(push("{\"data\":{\"m0\":%s}}".formatted(post(1))))
                .extracting(Object::getClass)
                .containsExactly(
                        (Class) PushOutcome.Accepted.class,
                        PushOutcome.Unsaid.class,
                        PushOutcome.Unsaid.class);
    }

    @Test
    void anErrorWithoutPathConcernsAllThatHaveNoAnswerAndRefusesNone() {
        assertThat(
                        push(
                                """
                                {"data":{"m0":%s,"m1":null,"m2":null},"errors":[
                                 {"errorType":"Strange","message":"something"}]}
                                """
                                        .formatted(post(1))))
                .extracting(Object::getClass)
                .containsExactly(
                        (Class) PushOutcome.Accepted.class,
                        PushOutcome.Unsaid.class,
                        PushOutcome.Unsaid.class);
    }

    @Test
    void whenTheDataAreDroppedForOneMutationTheOthersMayHaveArrived() {
        assertThat(
                        push(
                                """
                                {"data":null,"errors":[
                                 {"path":["m1"],"errorType":"BadInput","message":"no title"}]}
                                """))
                .extracting(Object::getClass)
                .containsExactly(
                        (Class) PushOutcome.Unsaid.class,
                        PushOutcome.Refused.class,
                        PushOutcome.Unsaid.class);
    }

    @Test
    void aDocumentThatWasRefusedBeforeAnythingWasCarriedOutMayGoInParts() {
        // Given
        PushOutcome notTogether =
                new PushOutcome.NotTogether("ValidationError: the document is too complex");
        String body = "{\"errors\":[{\"message\":\"the document is too complex\"}]}";

        // Then
        assertThat(push(body)).containsExactly(notTogether, notTogether, notTogether);
        assertThat(mapping.push(THREE, received(400, body))).containsOnly(notTogether);
        assertThat(mapping.push(THREE, received(413, "")))
                .allSatisfy(each -> assertThat(each).isInstanceOf(PushOutcome.NotTogether.class));
        assertThat(fetch(body))
                .containsOnly(
                        new FetchOutcome.NotTogether(
                                "ValidationError: the document is too complex"));
    }

    @Test
    void throttlingAndSilenceConcernAllOfADocument() {
        // Given
        HttpAnswer throttled =
                new HttpAnswer.Received(429, "7", null, "{}".getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(mapping.push(THREE, throttled))
                .hasSize(3)
                .allSatisfy(
                        each ->
                                assertThat(each)
                                        .isInstanceOfSatisfying(
                                                PushOutcome.Deferred.class,
                                                deferred ->
                                                        assertThat(deferred.pause())
                                                                .isEqualTo(Duration.ofSeconds(7))));
        assertThat(mapping.push(THREE, new HttpAnswer.Lost("reset")))
                .containsOnly(new PushOutcome.Unanswered("reset"));
        assertThat(mapping.fetch(THREE, new HttpAnswer.Lost("reset")))
                .containsOnly(new FetchOutcome.Failed("reset"));
    }

    @Test
    void eachReadHasItsItemItsAbsenceOrItsError() {
        assertThat(
                        fetch(
                                """
                                {"data":{"m0":%s,"m1":null,"m2":null},"errors":[
                                 {"path":["m2"],"errorType":"Unauthorized","message":"no"}]}
                                """
                                        .formatted(post(1))))
                .extracting(Object::getClass)
                .containsExactly(
                        (Class) FetchOutcome.Found.class,
                        FetchOutcome.Absent.class,
                        FetchOutcome.Refused.class);
    }

    @Test
    void anErrorWithoutPathLetsNoItemCountAsAbsentAndIsFoundOutInSmallerDocuments() {
        assertThat(
                        fetch(
                                """
                                {"data":{"m0":null,"m1":null,"m2":null},"errors":[
                                 {"errorType":"Strange","message":"something"}]}
                                """))
                .containsOnly(new FetchOutcome.NotTogether("Strange: something"));
    }

    @Test
    void aBreakdownWithoutPathMayConcernAll() {
        assertThat(
                        push(
                                """
                                {"data":{"m0":%s,"m1":null,"m2":null},"errors":[
                                 {"errorType":"InternalFailure","message":"something"}]}
                                """
                                        .formatted(post(1))))
                .extracting(Object::getClass)
                .containsExactly(
                        (Class) PushOutcome.Accepted.class,
                        PushOutcome.Unanswered.class,
                        PushOutcome.Unanswered.class);
    }
}
