package dev.belay.core;

import java.io.IOException;

/** What a service on the network could not do now, with what may help: the place and the rights are not to blame. */
public final class ServiceTrouble extends IOException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    public ServiceTrouble(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
