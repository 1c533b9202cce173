package dev.outrigger.testing;

import dev.outrigger.model.ItemKey;
import dev.outrigger.runtime.Backend.Outgoing;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.PushOutcome;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Items of which a backend dies: whatever document has one of them is answered by what stands
/// before the backend, without a word about anything in it. Nothing of it is carried out.
public final class Poison {
    public static final String ANSWER = "HTTP 500 with a body that is no GraphQL response";

    private final Set<ItemKey> mutations = new HashSet<>();
    private final Set<ItemKey> looks = new HashSet<>();

    public void inMutationsOf(ItemKey item) {
        mutations.add(item);
    }

    public void inLooksAt(ItemKey item) {
        looks.add(item);
    }

    void wearsOff() {
        mutations.clear();
        looks.clear();
    }

    List<PushOutcome> over(List<Outgoing> document, Function<Outgoing, PushOutcome> each) {
        return document.stream().anyMatch(one -> mutations.contains(one.mutation().key()))
                ? Collections.nCopies(document.size(), new PushOutcome.Unanswered(ANSWER))
                : document.stream().map(each).toList();
    }

    List<FetchOutcome> overLooks(List<ItemKey> keys, Function<ItemKey, FetchOutcome> each) {
        return Collections.disjoint(keys, looks)
                ? keys.stream().map(each).toList()
                : Collections.nCopies(keys.size(), new FetchOutcome.Failed(ANSWER));
    }
}
