package dev.outrigger.replica;

import dev.outrigger.sync.Effect;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.sync.expression.Screening;
import dev.outrigger.sync.expression.Screening.Screened;
import dev.outrigger.sync.reconcile.Reconciliation;
import dev.outrigger.sync.reconcile.Trace;

/// What stands between the backend's items and a store that keeps a selection of them. Every store
/// asks it before it takes in what the backend said.
///
/// Used by one thread at a time; [#adopted] may be read by any.
public final class Screen {
    private final Departures departures = new Departures();
    private volatile Expressions adopted;

    public Screen(Expressions adopted) {
        this.adopted = adopted;
    }

    public Expressions adopted() {
        return adopted;
    }

    /// From here on items are held to these expressions.
    public void adopt(Expressions expressions) {
        adopted = expressions;
    }

    /// The effect of an incoming item.
    public Effect incoming(Knowledge known, RemoteItem item) {
        boolean late = known.stored() == null && departures.precedes(item);
        return late ? Effect.nothing() : passed(known, Reconciliation.decide(known, item));
    }

    /// An effect that follows from the backend's word, as far as the expression lets it.
    public Effect passed(Knowledge known, Effect effect) {
        return noted(known, Screening.of(known, effect, expression(known)));
    }

    /// The effect of the expression itself on an item that the replica has.
    public Effect swept(Knowledge known) {
        return noted(known, Screening.of(known, expression(known)));
    }

    private Expression expression(Knowledge known) {
        return adopted.of(known.key().model());
    }

    private Effect noted(Knowledge known, Screened screened) {
        if (screened.left() != null) {
            departures.note(known.key(), Trace.of(screened.left()));
        }
        return screened.effect();
    }
}
