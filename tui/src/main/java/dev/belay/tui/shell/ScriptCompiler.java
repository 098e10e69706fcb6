package dev.belay.tui.shell;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.StatementSnippet;
import jdk.jshell.VarSnippet;

/** Cuts a script into snippets and compiles all of them; nothing runs meanwhile. */
final class ScriptCompiler {
    /** How javac says that there is no such thing, where it cannot say in what either. */
    private static final Pattern UNKNOWN =
            Pattern.compile("cannot find symbol; symbol:\\s+(.*?)(?:; location: class)?");

    private final ScriptText script;
    private final Prelude.Tongue tongue;
    private final String entry;
    private final Recorder recorder = new Recorder();
    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    /** The snippets, and where in the script each begins. */
    private final Map<Snippet, Integer> starts = new LinkedHashMap<>();

    private ScriptCompiler(ScriptText script, Prelude.Tongue tongue, String entry) {
        this.script = script;
        this.tongue = tongue;
        this.entry = entry;
        this.shell = JShell.builder()
                .executionEngine(recorder, Map.of())
                .fileManager(CompilerFiles::new)
                .compilerOptions("-g", "-proc:none")
                .build();
        this.analysis = shell.sourceCodeAnalysis();
    }

    /**
     * Compiles a script that knows these names.
     *
     * @param entry the method that is called at its end; then its statements are declarations alone. Empty for none
     * @throws BelayException of kind USAGE that names line and column of the first thing that cannot be understood
     */
    static Program compile(ScriptText script, Prelude.Tongue tongue, String entry) {
        ScriptCompiler compiler = new ScriptCompiler(script, tongue, entry);
        try {
            compiler.prelude();
            compiler.snippets();
            compiler.leftovers();
            compiler.entry();
            LineTable lines = LineTable.of(script, compiler.analysis, compiler.starts);
            return new Program(script, compiler.recorder.moves(), lines);
        } finally {
            compiler.shell.close();
        }
    }

    private void prelude() {
        for (String line : tongue.imports()) {
            for (SnippetEvent event : shell.eval(line)) {
                if (event.status() == Snippet.Status.REJECTED) {
                    throw new BelayException(
                            Kind.INTERNAL, "JShell does not see Belay's own classes: " + line, "report it");
                }
            }
        }
    }

    private void snippets() {
        String text = script.text();
        // Some editors put a byte order mark before the first line.
        int begin = text.startsWith("\uFEFF") ? 1 : 0;
        int at = script.skipBlank(text.startsWith("#!", begin) ? script.lineEnd(0) : begin);
        while (at < text.length()) {
            recorder.at(at);
            if (text.charAt(at) == '/') {
                at = command(at);
            } else {
                at = snippet(at);
            }
            // Without the comments before it: JShell takes an import that has one for a change of all that came before.
            at = script.skipBlank(at);
        }
    }

    /** Of the shell's own commands a script may use the one that ends it. */
    private int command(int at) {
        int end = script.lineEnd(at);
        String[] words = script.text().substring(at, end).strip().split("\\s+", -1);
        if (!tongue.ends() || !words[0].equals("/exit") || words.length > 2) {
            throw script.wrong(at, "\"" + words[0] + "\" is a command of the interactive shell");
        }
        try {
            recorder.exit(words.length == 1 ? 0 : Integer.parseInt(words[1]));
        } catch (NumberFormatException e) {
            throw script.wrong(at, "/exit takes a number in a script");
        }
        return end;
    }

    private int snippet(int at) {
        String rest = script.text().substring(at);
        CompletionInfo completion = analysis.analyzeCompletion(rest);
        if (!completion.completeness().isComplete() && completion.completeness() != Completeness.UNKNOWN) {
            throw script.wrong(at, "this statement does not end");
        }
        // Not the completion's own source: that may have got a semicolon.
        String source = rest.substring(0, rest.length() - completion.remaining().length());
        for (SnippetEvent event : shell.eval(source)) {
            seen(event, at);
        }
        return at + source.length();
    }

    private void seen(SnippetEvent event, int at) {
        if (event.causeSnippet() != null) {
            if (event.snippet() instanceof VarSnippet variable) {
                // JShell makes it anew, and what was in it would be gone.
                throw script.wrong(at, "this comes too late for the variable " + variable.name() + " above it");
            }
            return;
        }
        if (event.status() == Snippet.Status.REJECTED) {
            throw rejected(event.snippet(), at);
        }
        if (!entry.isEmpty()
                && (event.snippet() instanceof StatementSnippet || event.snippet() instanceof ExpressionSnippet)) {
            throw script.wrong(at, "with up() and down() in a file this would run both ways: put it into one of them");
        }
        starts.put(event.snippet(), at);
    }

    private BelayException rejected(Snippet snippet, int at) {
        return shell.diagnostics(snippet)
                .filter(Diag::isError)
                .findFirst()
                .map(error -> script.wrong(at + (int) Math.max(0, error.getPosition()), message(error)))
                .orElseGet(() -> script.wrong(at, "this cannot be understood"));
    }

    private String message(Diag error) {
        String said = said(error);
        Matcher unknown = UNKNOWN.matcher(said);
        if (unknown.matches()) {
            return absent(List.of(unknown.group(1)));
        }
        return said.contains("canonical constructor in record") && said.contains("was public")
                ? said + "; JShell makes every record public: write public before its constructor"
                : said;
    }

    /** Says what there is not, each with its kind before it, and what there is in place of the first. */
    private String absent(List<String> missing) {
        String said = "there is no " + String.join(", no ", missing);
        return tongue.others().contains(name(missing.get(0))) ? said + "; " + tongue.instead() : said;
    }

    /** The name alone, of {@code method f(int)} or {@code variable x}. */
    private static String name(String missing) {
        return missing.replaceAll("^\\w+ |[^\\w$].*", "");
    }

    private static String said(Diag error) {
        return error.getMessage(Locale.ROOT)
                .replace("java.lang.", "")
                .strip()
                .lines()
                .map(String::strip)
                .collect(Collectors.joining("; "));
    }

    /** Calls the method that is to run. */
    private void entry() {
        if (entry.isEmpty()) {
            return;
        }
        int at = starts.entrySet().stream()
                .filter(found -> found.getKey() instanceof MethodSnippet method
                        && method.name().equals(entry)
                        && method.parameterTypes().isEmpty())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> script.wrong(0, "there is no method " + entry + "()"));
        recorder.at(at);
        for (SnippetEvent event : shell.eval(entry + "();")) {
            if (event.status() == Snippet.Status.REJECTED) {
                throw rejected(event.snippet(), at);
            }
        }
    }

    /** JShell accepts a method that calls what is not there yet. At the end of a script it will never be. */
    private void leftovers() {
        for (Map.Entry<Snippet, Integer> entry : starts.entrySet()) {
            Snippet.Status status = shell.status(entry.getKey());
            if ((status == Snippet.Status.RECOVERABLE_DEFINED || status == Snippet.Status.RECOVERABLE_NOT_DEFINED)
                    && entry.getKey() instanceof DeclarationSnippet declaration) {
                List<String> missing = new ArrayList<>(
                        shell.unresolvedDependencies(declaration).toList());
                int begin = entry.getValue();
                int end = begin + entry.getKey().source().length();
                // JShell says what is missing, and not where.
                int at = missing.stream()
                        .mapToInt(what -> script.use(name(what), begin, end))
                        .filter(found -> found > begin)
                        .min()
                        .orElse(begin);
                String what = missing.isEmpty()
                        ? shell.diagnostics(declaration)
                                .findFirst()
                                .map(this::message)
                                .orElse("this does not compile")
                        : absent(missing);
                throw script.wrong(at, what);
            }
        }
    }
}
