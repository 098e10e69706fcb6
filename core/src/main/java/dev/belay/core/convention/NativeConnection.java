package dev.belay.core.convention;

import java.util.Optional;

/** A connection as the files of a convention's own tool describe it. Never shows its password. */
public record NativeConnection(String url, Optional<String> user, Optional<String> password) {
    @Override
    public String toString() {
        return "NativeConnection[user=" + user.orElse("") + "]";
    }
}
