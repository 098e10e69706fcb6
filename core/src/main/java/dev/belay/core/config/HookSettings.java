package dev.belay.core.config;

import java.util.List;

/** What a project runs around its migrations. */
public record HookSettings(
        List<Hook> beforeUp,
        List<Hook> afterUp,
        List<Hook> beforeDown,
        List<Hook> afterDown,
        List<Hook> beforeEach,
        List<Hook> afterEach,
        List<Hook> onFailure) {
    public static final HookSettings NONE =
            new HookSettings(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
}
