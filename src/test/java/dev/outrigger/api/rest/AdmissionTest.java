package dev.outrigger.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.problem.ProblemType;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.replica.ReplicaUnreachable;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.junit.jupiter.api.Test;

/// Which replica answers a request while another one takes its place.
class AdmissionTest {
    private final Admission admission = new Admission();
    private final Promise<Reply> answer = Promise.promise();

    /// Nothing here looks at the request.
    @SuppressWarnings("NullAway")
    private Future<Reply> request() {
        return admission.guarding(_ -> answer.future()).answer(null);
    }

    @Test
    void R8_aRequestThatIsUnderWayIsAnsweredByTheReplicaItBeganWith() {
        // Given
        Future<Reply> early = request();

        // When
        Future<Void> left = admission.end();
        boolean waits = !left.isComplete();
        answer.complete(Reply.noContent());

        // Then
        assertThat(waits).isTrue();
        assertThat(early.result()).isEqualTo(Reply.noContent());
        assertThat(left.succeeded()).isTrue();
    }

    @Test
    void R8_aRequestThatComesLateIsRefusedWithoutReachingAnyReplica() {
        // Given
        admission.end();

        // When
        Future<Reply> late = request();

        // Then
        assertThat(problem(late)).isEqualTo(ProblemType.SESSION_CHANGED);
    }

    @Test
    void aReplicaThatClosedUnderARequestIsNoReasonToTryAgain() {
        // Given
        Future<Reply> early = request();
        admission.end();

        // When
        answer.fail(new ReplicaUnreachable("it is closed", new IllegalStateException()));

        // Then
        assertThat(problem(early)).isEqualTo(ProblemType.SESSION_CHANGED);
    }

    @Test
    void anEndWithoutAnyRequestIsOneAtOnce() {
        assertThat(admission.end().succeeded()).isTrue();
    }

    private static ProblemType problem(Future<Reply> refused) {
        return ((RequestRefused) refused.cause()).problem().type();
    }
}
