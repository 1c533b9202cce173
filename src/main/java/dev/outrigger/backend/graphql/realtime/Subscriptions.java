package dev.outrigger.backend.graphql.realtime;

import dev.outrigger.backend.graphql.resolve.ChangefeedRead;
import dev.outrigger.backend.identity.Entrance;
import dev.outrigger.backend.identity.Identification;
import dev.outrigger.graphql.execution.GraphQlDocument;

import graphql.GraphQLError;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The subscriptions of one connection, by the ids that its client chose.
final class Subscriptions {
    private final Changefeed changefeed;
    private final Entrance entrance;
    private final Subscriber subscriber;
    private final Map<String, Running> running = new LinkedHashMap<>();

    /// What runs, and for whom.
    private record Running(SubscriberGroup group, Identification.Identified sender) {}

    /// What became of a request to subscribe.
    sealed interface Outcome {
        /// Events follow, none of them before the caller returns to the event loop.
        record Joined() implements Outcome {}

        record Refused(List<GraphQLError> errors) implements Outcome {
            public Refused {
                errors = List.copyOf(errors);
            }
        }
    }

    Subscriptions(RealtimeSetting setting, Subscriber subscriber) {
        this.changefeed = setting.changefeed();
        this.entrance = setting.entrance();
        this.subscriber = subscriber;
    }

    boolean has(String id) {
        return running.containsKey(id);
    }

    int count() {
        return running.size();
    }

    Outcome start(String id, GraphQlDocument document, Identification.Identified sender) {
        var request = new SubscriberGroup.Request(document, sender.caller());
        SubscriberGroup known = changefeed.group(request);
        if (known != null) {
            return join(id, new Running(known, sender));
        }
        var registration = new ChangefeedRead.Registration();
        var result = changefeed.register(request, registration).join();
        ChangefeedRead.Interest interest = registration.interest();
        return interest == null
                ? new Outcome.Refused(result.getErrors())
                : join(id, new Running(new SubscriberGroup(request, interest), sender));
    }

    private Outcome join(String id, Running started) {
        running.put(id, started);
        changefeed.join(started.group(), new SubscriberGroup.Member(subscriber, id));
        return new Outcome.Joined();
    }

    /// True when the credentials of a subscription have expired.
    boolean isOver(String id) {
        Running subscription = running.get(id);
        return subscription != null && entrance.over(subscription.sender());
    }

    /// The subscriptions whose credentials have expired.
    List<String> over() {
        return running.keySet().stream().filter(this::isOver).toList();
    }

    /// Nothing is delivered afterwards.
    ///
    /// @return false when there is no such subscription
    boolean stop(String id) {
        Running stopped = running.remove(id);
        if (stopped != null) {
            changefeed.leave(stopped.group(), new SubscriberGroup.Member(subscriber, id));
        }
        return stopped != null;
    }

    void stopAll() {
        List.copyOf(running.keySet()).forEach(this::stop);
    }
}
