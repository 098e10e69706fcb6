package dev.belay.tui.screen;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Answers about what is selected, read in the background and kept for a while. */
public final class Lookup<K, V> {
    private static final int KEPT = 64;

    private final Background background;
    private final Function<K, V> question;
    private final Map<K, Optional<V>> answers = new LinkedHashMap<>();
    /** What is to be asked again, and shown meanwhile. */
    private final Set<K> old = new HashSet<>();

    /** {@code question} must answer for everything, also for what cannot be read. */
    public Lookup(Background background, Function<K, V> question) {
        this.background = background;
        this.question = question;
    }

    /** The answer, if it is there; else it is asked for. */
    public Optional<V> of(K key) {
        Optional<V> known = answers.get(key);
        if (known != null && !old.remove(key)) {
            return known;
        }
        Optional<V> shown = known == null ? Optional.empty() : known;
        if (answers.size() >= KEPT) {
            answers.remove(answers.keySet().iterator().next());
        }
        answers.put(key, shown);
        Callable<V> work = () -> question.apply(key);
        background.run(work, answer -> answers.replace(key, Optional.of(answer)), failure -> answers.remove(key));
        return shown;
    }

    /** Everything may have changed: what is known is shown until the new answer comes. */
    public void renew() {
        old.addAll(answers.keySet());
    }
}
