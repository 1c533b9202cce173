package dev.outrigger.bench;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How fast one client gets a base sync from our backend, page after page.
final class SyncPages implements Measurement {
    private static final Pattern NEXT = Pattern.compile("\"nextToken\":\"([^\"]+)\"");
    private static final int PAGE_ITEMS = 1_000;

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public List<Figure> take(Rig rig) throws Exception {
        int rows = rig.effort().rows();
        BenchDatabase database = rig.database("sync");
        Median rates = new Median();
        try (Spawned backend = rig.backend(database);
                BackendClient client = new BackendClient(backend.url())) {
            database.execute(PostRows.fillBackend(rows));
            database.execute("vacuum analyze backend.post");
            // The first sync is for the compiler.
            for (int round = 0; round <= rig.effort().rounds(); round++) {
                long begun = System.nanoTime();
                int pages = pages(client);
                if (pages != rows / PAGE_ITEMS) {
                    throw new IllegalStateException(pages + " pages were answered");
                }
                if (round > 0) {
                    rates.add(rows * 1e9 / (System.nanoTime() - begun));
                }
            }
        }
        return List.of(
                Figure.of("sync pages from our backend", "items/s", rates.value())
                        .withBar(new Bar.AtLeast(20_000))
                        .withNote("1,000 a page, one client"));
    }

    private static int pages(BackendClient client) {
        int pages = 0;
        String token = null;
        do {
            token = next(client.post(BackendClient.body(BackendClient.SYNC, page(token))));
            pages++;
        } while (token != null);
        return pages;
    }

    private static Map<String, Object> page(@Nullable String token) {
        Map<String, Object> variables = new HashMap<>(Map.of("limit", PAGE_ITEMS));
        if (token != null) {
            variables.put("nextToken", token);
        }
        return variables;
    }

    private static @Nullable String next(String answer) {
        Matcher found = NEXT.matcher(answer);
        return found.find() ? found.group(1) : null;
    }
}
