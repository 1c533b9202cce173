package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.OpenApiContract;
import dev.outrigger.app.DocumentPage.Block;
import dev.outrigger.app.PastedSession.Answered;
import dev.outrigger.json.Json;
import dev.outrigger.testing.ClientProgram;
import dev.outrigger.testing.TestDatabase;

import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.junit.jupiter.InjectSoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The commands of the documents do what they say when they are pasted one after the other, and
/// answer what stands behind them.
@ExtendWith(SoftAssertionsExtension.class)
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

    /// Requests whose answers are shown with what a demo does not come to: what is shown is held
    /// against the form that the sidecar's OpenAPI document tells, as real answers are elsewhere.
    private static final Set<String> OF_WORSE_NIGHTS =
            Set.of(
                    "POST /v1/clear",
                    "GET /v1/outbox",
                    "GET /v1/dead-letters",
                    "GET /v1/conflicts",
                    "GET /v1/stranded",
                    "GET /v1/quarantine",
                    "PUT /v1/session");

    @TempDir Path folder;
    @InjectSoftAssertions SoftAssertions softly;

    @Test
    void whatIsPastedFromTheDocumentsIsAnsweredAsTheySay(TestReporter reporter) {
        for (String program : List.of("bash", "curl", "python3", "node")) {
            ClientProgram.require(program);
        }
        try (OutriggerProcess demo = demo()) {
            URI phone = demo.ready("phone");
            Map<String, Integer> ports =
                    Map.of("4700", phone.getPort(), "4701", demo.ready("laptop").getPort());
            PastedSession session = new PastedSession(folder, ports);
            OpenApiContract contract = contract(phone);
            List<Block> readme = blocks(Path.of("README.md"), reporter);
            List<Block> reference = blocks(Path.of("docs", "http-api.md"), reporter);

            assertThat(readme).hasSizeGreaterThanOrEqualTo(FIRST_SESSION);
            assertThat(reference).hasSizeGreaterThan(REFERENCE);
            requireAnswers(session.paste(readme), contract);
            List<Block> graphQl = blocks(Path.of("docs", "graphql.md"), reporter);
            requireAnswers(session.paste(graphQl), contract);
            // The last one: it chooses which items are kept.
            requireAnswers(session.paste(reference), contract);

            // Killed, it would leave a PostgreSQL that writes while its folder is removed.
            demo.terminate();
            assertThat(demo.exitCode()).isZero();
        }
    }

    private static OpenApiContract contract(URI phone) {
        try (SidecarClient client = new SidecarClient(phone)) {
            return new OpenApiContract(Json.write(client.get("/openapi.json")));
        }
    }

    /// What of a page can be pasted here; few machines have websocat.
    private static List<Block> blocks(Path page, TestReporter reporter) {
        boolean sockets = ClientProgram.isThere("websocat");
        List<Block> blocks = new ArrayList<>();
        for (Block block : DocumentPage.blocks(page)) {
            if (sockets || !block.commands().contains("websocat")) {
                blocks.add(block);
            } else {
                reporter.publishEntry("not pasted for lack of websocat", block.place());
            }
        }
        return blocks;
    }

    /// The programs that a demo unpacks at its first start are there: `DemoIT` has it unpack them.
    private OutriggerProcess demo() {
        Path data = folder.resolve("data");
        try {
            Files.createDirectories(data);
            Files.createDirectories(TestDatabase.BINARIES);
            Files.createSymbolicLink(
                    data.resolve("binaries"), TestDatabase.BINARIES.toAbsolutePath());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return OutriggerProcess.start(
                "demo",
                "--data",
                data.toString(),
                "--backend-port",
                "0",
                "--phone-port",
                "0",
                "--laptop-port",
                "0");
    }

    private void requireAnswers(PastedSession.Outcome outcome, OpenApiContract contract) {
        softly.assertThat(outcome.complaints()).as("what else the shell said").isEmpty();
        softly.assertThat(outcome.answered())
                .extracting(Answered::block)
                .containsAll(outcome.answers().keySet().stream().filter(Block::asks).toList());
        softly.assertThat(outcome.answered())
                .allSatisfy(
                        answered ->
                                assertThat(allowed(answered))
                                        .as("%s", answered)
                                        .contains(answered.status()));
        softly.assertThat(outcome.followed())
                .allSatisfy(
                        (block, told) ->
                                assertThat(told).as("%s", block).contains(PastedSession.TOLD));
        outcome.answers().keySet().forEach(block -> requireWhatIsShown(block, outcome, contract));
    }

    private static Set<Integer> allowed(Answered answered) {
        return OTHERWISE.entrySet().stream()
                .filter(entry -> answered.request().startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Set.of(200, 201, 202, 204));
    }

    /// Each answer that is shown is that of one of the commands, in their order.
    private void requireWhatIsShown(
            Block block, PastedSession.Outcome outcome, OpenApiContract contract) {
        String request =
                outcome.answered().stream()
                        .filter(answered -> answered.block().equals(block))
                        .map(Answered::request)
                        .findFirst()
                        .orElse("");
        if (OF_WORSE_NIGHTS.stream().anyMatch(request::startsWith)) {
            String[] words = request.split(" ", 2);
            ShownJson.documents(block.shown())
                    .forEach(
                            shown ->
                                    softly.check(
                                            () -> contract.checkShown(words[0], words[1], shown)));
            return;
        }
        List<Object> received = ShownJson.documents(outcome.answers().get(block));
        int place = 0;
        for (Object shown : ShownJson.documents(block.shown())) {
            List<List<String>> differences =
                    received.subList(place, received.size()).stream()
                            .map(each -> ShownJson.differences(shown, each))
                            .toList();
            int fitting = differences.indexOf(List.<String>of());
            softly.assertThat(fitting)
                    .as("%s shows %s, but %s", block.place(), shown, differences)
                    .isNotNegative();
            place += fitting + 1;
        }
    }
}
