package dev.belay.core.activity;

import java.util.List;

/**
 * A database at work, as one looks at it at one moment.
 *
 * @param seats the sessions but the one that looks
 * @param progress of commands that take long
 */
public record Look(Pulse pulse, List<Seat> seats, List<Progress> progress) {
    public Look {
        seats = List.copyOf(seats);
        progress = List.copyOf(progress);
    }

    /** Those that have something to do or wait for something: clients, and whoever stands in a queue. */
    public List<Seat> atWork() {
        return seats.stream().filter(Look::atWork).toList();
    }

    private static boolean atWork(Seat seat) {
        return seat.blocked() || (!seat.idle() && seat.session().kind().equals("client backend"));
    }
}
