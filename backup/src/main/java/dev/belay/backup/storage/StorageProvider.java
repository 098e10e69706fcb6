package dev.belay.backup.storage;

import java.util.Map;

/** Opens storages whose library is loaded only when somebody asks for one. */
public interface StorageProvider {
    /**
     * Opens one.
     *
     * @param place with its scheme
     * @param options by name
     */
    Storage open(String place, Map<String, String> options);
}
