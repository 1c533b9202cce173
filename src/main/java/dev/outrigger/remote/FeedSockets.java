package dev.outrigger.remote;

import dev.outrigger.remote.credentials.Credentials;
import dev.outrigger.remote.credentials.Credentials.Prospect;
import dev.outrigger.remote.credentials.Shown;

import io.vertx.core.Context;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The sockets of one changefeed: finds a place for each subscription, on as few sockets as the
/// backend's limit allows. Used on one Vert.x context.
final class FeedSockets implements FeedSocket.Owner {
    /// A backend that allows one subscription a socket would otherwise be filled with sockets.
    static final int SOCKETS_LIMIT = 32;

    private final Context context;
    private final RealtimeEndpoint endpoint;
    private final FeedListener listener;
    private final List<FeedSocket> sockets = new ArrayList<>();
    private final Deque<Subscription> unplaced = new ArrayDeque<>();

    /// What may still be shown to open the first socket; the others are opened like it.
    private List<Credentials> ways;

    private boolean renewed;
    private int roomPerSocket;

    FeedSockets(Context context, RealtimeEndpoint endpoint, FeedListener listener) {
        this.context = context;
        this.endpoint = endpoint;
        this.listener = listener;
        this.ways = endpoint.ways();
        this.roomPerSocket = endpoint.subscriptionsPerSocket();
    }

    void place(List<Subscription> subscriptions) {
        unplaced.addAll(subscriptions);
        fill();
    }

    private void fill() {
        for (FeedSocket socket : List.copyOf(sockets)) {
            while (socket.isReady() && socket.carried() < roomPerSocket && !unplaced.isEmpty()) {
                socket.start(unplaced.remove());
            }
        }
        // Until one is open, nobody knows with which credentials one opens.
        int wanted = anyReady() ? Math.ceilDiv(unplaced.size(), roomPerSocket) : 1;
        long opening = sockets.stream().filter(socket -> !socket.isReady()).count();
        if (sockets.size() + wanted - opening > SOCKETS_LIMIT) {
            lose(
                    "the backend takes only "
                            + roomPerSocket
                            + " subscriptions on a connection, which is too few for "
                            + (carried() + unplaced.size()));
            return;
        }
        for (long more = opening; more < wanted; more++) {
            open();
        }
    }

    private int carried() {
        return sockets.stream().mapToInt(FeedSocket::carried).sum();
    }

    private boolean anyReady() {
        return sockets.stream().anyMatch(FeedSocket::isReady);
    }

    private void open() {
        FeedSocket socket = new FeedSocket(context, endpoint, this, listener);
        sockets.add(socket);
        socket.open(ways.getFirst());
    }

    @Override
    public void ready() {
        fill();
    }

    @Override
    public void turnedAway(Shown.Headers shown, String reason) {
        boolean fresh = ways.getFirst().turnedAway(shown) == Prospect.FRESH && !renewed;
        if (anyReady() || !fresh && ways.size() == 1) {
            lose(reason);
            return;
        }
        ways = fresh ? ways : ways.subList(1, ways.size());
        renewed = fresh;
        close();
        open();
    }

    @Override
    public void crowded(FeedSocket socket, Subscription subscription) {
        // Its limit may be lower than what is configured, and is the same for every socket.
        roomPerSocket = Math.min(roomPerSocket, socket.carried());
        if (roomPerSocket == 0) {
            lose("the backend takes no subscription on a new connection");
            return;
        }
        unplaced.add(subscription.again());
        fill();
    }

    private void lose(String reason) {
        close();
        listener.lost(reason);
    }

    void close() {
        sockets.forEach(FeedSocket::close);
        sockets.clear();
    }
}
