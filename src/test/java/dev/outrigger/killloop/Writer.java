package dev.outrigger.killloop;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// One user of a sidecar: creates posts, edits its own, and deletes now and then one of anybody's.
final class Writer {
    private final String name;
    private final KilledClient client;
    private final Scene scene;
    private final Random random;
    private final List<String> own = new ArrayList<>();
    private int counter;

    /// What all writers share.
    ///
    /// @param shared ids that anybody may delete
    /// @param answers counts edits that were promised or refused
    record Scene(Promises promises, Journal journal, List<String> shared, AtomicInteger answers) {}

    Writer(String name, KilledClient client, Scene scene, long seed) {
        this.name = name;
        this.client = client;
        this.scene = scene;
        this.random = new Random(seed * 31 + name.hashCode());
    }

    void edits(int count) {
        for (int edit = 0; edit < count; edit++) {
            double choice = random.nextDouble();
            if (own.isEmpty() || choice < 0.4) {
                create();
            } else if (choice < 0.9) {
                update(own.get(random.nextInt(own.size())));
            } else {
                delete();
            }
        }
    }

    private void create() {
        String id = name + "-" + counter++;
        String title = id + " made";
        Answer answer = noted("create " + id, client.create(id, title));
        scene.promises().wrote(id, title, answer);
        if (answer != Answer.REFUSED) {
            own.add(id);
            scene.shared().add(id);
        }
    }

    private void update(String id) {
        String title = id + " edit " + counter++;
        scene.promises().wrote(id, title, noted("update " + title, client.update(id, title)));
    }

    private void delete() {
        String id = scene.shared().get(random.nextInt(scene.shared().size()));
        scene.promises().deleted(id, noted("delete " + id, client.delete(id)));
    }

    private Answer noted(String what, Answer answer) {
        scene.journal().note(name + " " + what + " " + answer);
        if (answer != Answer.OPEN) {
            scene.answers().incrementAndGet();
        }
        return answer;
    }
}
