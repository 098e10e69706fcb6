package dev.belay.tui.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** An option without a value: it was given or not. */
final class Flag implements Piece {
    private final OptionSpec option;

    /** {@code name} may be several: {@code "-h,--help"}. */
    Flag(String name, String description) {
        this(OptionSpec.builder(name.split(",")).type(boolean.class).description(description));
    }

    /** For those that are more than a name. */
    Flag(OptionSpec.Builder option) {
        this.option = option.build();
    }

    boolean given() {
        Boolean value = option.getValue();
        return Boolean.TRUE.equals(value);
    }

    @Override
    public void addTo(CommandSpec command) {
        command.addOption(option);
    }
}
