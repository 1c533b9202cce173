package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.app.PastedSession.Answered;
import dev.outrigger.testing.ClientProgram;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The commands of the documents do what they say when they are pasted one after the other.
class DocumentedSessionsIT {
    private static final int FIRST_SESSION = 5;
    private static final int REFERENCE = 25;

    /// What else than success may be told, by the beginning of a request. A document shows a number
    /// that this demo has not given, or what a client is refused.
    private static final Map<String, Set<Integer>> OTHERWISE =
            Map.of(
                    "DELETE /v1/models/Post/p1?cascade=restrict", Set.of(409),
                    "PATCH /v1/models/Post/p1?ifVersion=2", Set.of(200, 412),
                    "GET /v1/models/Post", Set.of(200, 304, 412),
                    "POST /v1/clear", Set.of(200, 409),
                    "POST /v1/dead-letters/3", Set.of(404),
                    "DELETE /v1/dead-letters/3", Set.of(404),
                    "POST /v1/conflicts/3-5", Set.of(404),
                    "DELETE /v1/quarantine/4", Set.of(404),
                    // Its token is cut off.
                    "PUT /v1/session", Set.of(400));

    @TempDir Path folder;

    @Test
    void whatIsPastedFromTheDocumentsIsAnsweredAsTheySay() {
        ClientProgram.require("bash");
        ClientProgram.require("curl");
        ClientProgram.require("python3");
        try (OutriggerProcess demo = demo()) {
            Map<String, Integer> ports =
                    Map.of(
                            "4700", demo.ready("phone").getPort(),
                            "4701", demo.ready("laptop").getPort());
            PastedSession session = new PastedSession(folder, ports);
            List<PastedSession.Block> readme = PastedSession.blocks(Path.of("README.md"));
            List<PastedSession.Block> reference =
                    PastedSession.blocks(Path.of("docs", "http-api.md"));

            assertThat(readme).hasSizeGreaterThanOrEqualTo(FIRST_SESSION);
            assertThat(reference).hasSizeGreaterThan(REFERENCE);
            requireAnswers(session.paste(readme), readme);
            requireAnswers(session.paste(reference), reference);
            List<PastedSession.Block> graphQl = PastedSession.blocks(Path.of("docs", "graphql.md"));
            requireAnswers(session.paste(graphQl), graphQl);
        }
    }

    private OutriggerProcess demo() {
        return OutriggerProcess.start(
                "demo",
                "--data",
                folder.resolve("data").toString(),
                "--backend-port",
                "0",
                "--phone-port",
                "0",
                "--laptop-port",
                "0");
    }

    private static void requireAnswers(
            PastedSession.Outcome outcome, List<PastedSession.Block> blocks) {
        assertThat(outcome.complaints()).as("what else the shell said").isEmpty();
        assertThat(outcome.answered()).hasSizeGreaterThanOrEqualTo(blocks.size());
        assertThat(outcome.answered())
                .as(outcome.output())
                .allSatisfy(
                        answered ->
                                assertThat(allowed(answered))
                                        .as("%s", answered)
                                        .contains(answered.status()));
    }

    private static Set<Integer> allowed(Answered answered) {
        return OTHERWISE.entrySet().stream()
                .filter(entry -> answered.request().startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Set.of(200, 201, 202, 204));
    }
}
