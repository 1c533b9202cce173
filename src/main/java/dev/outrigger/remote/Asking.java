package dev.outrigger.remote;

import dev.outrigger.remote.credentials.Credentials;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Asks for several things with as few requests as their credentials allow, one request after the
/// other, so that all of it counts as one for the backend.
///
/// What goes with the same only credentials shares a document. What may be tried in several ways
/// goes by itself: a document is carried out in part, and then cannot be sent again in another way.
final class Asking<Q, A> {
    private final Requests<Q, A> requests;

    Asking(Requests<Q, A> requests) {
        this.requests = requests;
    }

    /// What one request asks for.
    private record Portion(List<Integer> places, List<Credentials> ways) {}

    /// @return one answer for each, in their order
    Future<List<A>> ask(List<Q> asked) {
        Map<Integer, A> answers = new TreeMap<>();
        List<Integer> offered = new ArrayList<>();
        for (int place = 0; place < asked.size(); place++) {
            Q each = asked.get(place);
            if (requests.offered(each)) {
                offered.add(place);
            } else {
                answers.put(place, requests.missing(each));
            }
        }
        Future<?> done = Future.succeededFuture();
        for (Portion portion : portions(asked, offered)) {
            done = done.compose(_ -> ask(asked, portion, answers));
        }
        return done.map(_ -> List.copyOf(answers.values()));
    }

    private List<Portion> portions(List<Q> asked, List<Integer> places) {
        Map<List<Credentials>, List<Integer>> byWays = new LinkedHashMap<>();
        for (int place : places) {
            byWays.computeIfAbsent(requests.ways(asked.get(place)), _ -> new ArrayList<>())
                    .add(place);
        }
        List<Portion> portions = new ArrayList<>();
        byWays.forEach(
                (ways, together) -> {
                    if (ways.size() == 1) {
                        portions.add(new Portion(together, ways));
                    } else {
                        together.forEach(place -> portions.add(new Portion(List.of(place), ways)));
                    }
                });
        return portions;
    }

    private Future<?> ask(List<Q> asked, Portion portion, Map<Integer, A> answers) {
        List<Integer> places = portion.places();
        if (places.size() == 1) {
            int place = places.getFirst();
            return requests.one(asked.get(place), portion.ways())
                    .onSuccess(answer -> answers.put(place, answer));
        }
        return requests.several(places.stream().map(asked::get).toList(), portion.ways().getFirst())
                .onSuccess(
                        all -> {
                            for (int index = 0; index < places.size(); index++) {
                                answers.put(places.get(index), all.get(index));
                            }
                        });
    }
}
