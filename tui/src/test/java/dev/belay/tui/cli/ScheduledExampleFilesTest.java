package dev.belay.tui.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What schedulers are given in examples/scheduled-backup: files that they take, which run the script with what it needs. */
final class ScheduledExampleFilesTest {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("belay.root", "..")).resolve("examples/scheduled-backup");

    private static final String SCRIPT = "/opt/belay/scheduled-backup/backup.sh";

    /** A script that only says what it was given. */
    private static final String SAYING =
            "#!/bin/sh\nprintf '%s|%s|%s|%s|%s\\n' \"$0\" \"$DATABASE_URL\" \"$BELAY\" \"$BACKUP_TO\" \"$*\"\n";

    @TempDir
    private Path folder;

    private static String text(String file) throws IOException {
        return Files.readString(EXAMPLE.resolve(file));
    }

    /** What the script and its project read. */
    private static Set<String> variables() throws IOException {
        Set<String> read = Pattern.compile("\\$\\{([A-Z_]+)")
                .matcher(text("backup.sh") + text("belay.yaml"))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(read).contains("DATABASE_URL", "BACKUP_TO", "BELAY", "BELAY_METRICS_FILE");
        return read;
    }

    private String run(String... command) throws Exception {
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().keySet().retainAll(Set.of("PATH", "HOME", "USER", "LOGNAME"));
        Process running = process.start();
        String said = new String(running.getInputStream().readAllBytes(), UTF_8);
        assertThat(running.waitFor()).as(said).isZero();
        return said;
    }

    /** The settings of a unit; several of one name are lines. */
    private static String setting(String unit, String name) {
        return Pattern.compile("(?m)^" + name + "=(.*)$")
                .matcher(unit)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void systemdTakesTheTimerAndItsService() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "gate not run: there is no systemd-analyze");
        executable("backup.sh", SAYING);
        for (String unit : List.of("belay-backup.service", "belay-backup.timer")) {
            Files.writeString(
                    folder.resolve(unit),
                    text(unit).replace(SCRIPT, folder.resolve("backup.sh").toString()));
        }

        String said = run(
                "systemd-analyze",
                "verify",
                "--man=no",
                "--recursive-errors=no",
                folder.resolve("belay-backup.timer").toString(),
                folder.resolve("belay-backup.service").toString());

        assertThat(said).doesNotContain("belay-backup");
        assertThat(run("systemd-analyze", "calendar", setting(text("belay-backup.timer"), "OnCalendar")))
                .contains("Next elapse");
    }

    @Test
    void theServiceRunsTheScriptAndMayWriteWhereItWrites() throws IOException {
        String unit = text("belay-backup.service");
        Map<String, String> set = setting(unit, "Environment")
                .lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(one -> one[0], one -> one[1]));

        assertThat(setting(unit, "ExecStart")).isEqualTo(SCRIPT);
        assertThat(set).containsEntry("BELAY", "/opt/belay/bin/belay").containsEntry("BELAY_CACHE", "%C/belay");
        assertThat(variables())
                .containsAll(set.keySet().stream()
                        .filter(name -> !name.equals("BELAY_CACHE"))
                        .toList());
        List<String> writable = List.of(setting(unit, "ReadWritePaths").split(" ", -1));
        assertThat(writable).contains(set.get("BACKUP_TO"));
        assertThat(writable)
                .contains(Path.of(set.get("BELAY_METRICS_FILE")).getParent().toString());
        assertThat(setting(unit, "CacheDirectory")).isEqualTo("belay");
    }

    @Test
    void cronRunsTheScriptWithTheVariablesOfTheFile() throws Exception {
        List<String> lines = text("crontab")
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
        List<String> set =
                lines.stream().filter(line -> line.matches("[A-Z_]+=\\S+")).toList();
        List<MatchResult> jobs = lines.stream()
                .map(Pattern.compile("(\\S+) (\\S+) (\\S+) (\\S+) (\\S+)  (.*)")::matcher)
                .filter(Matcher::matches)
                .map(Matcher::toMatchResult)
                .toList();
        assertThat(set.size() + jobs.size()).isEqualTo(lines.size());
        assertThat(jobs).singleElement().satisfies(job -> {
            for (int i = 1; i <= 5; i++) {
                assertInRange(job.group(i), List.of(59, 23, 31, 12, 7).get(i - 1));
            }
            // A percent sign would be a line end, and everything behind it the command's input.
            assertThat(job.group(6)).contains(SCRIPT).doesNotContain("%");
        });
        executable("backup.sh", SAYING);
        Files.writeString(folder.resolve("backup.env"), "DATABASE_URL='postgresql://db/shop?a=1&b=2'\n");
        String command = jobs.get(0)
                .group(6)
                .replace(SCRIPT, folder.resolve("backup.sh").toString())
                .replace("/etc/belay/backup.env", folder.resolve("backup.env").toString())
                .replace(">/dev/null", "");
        List<String> cron = new ArrayList<>(List.of("env", "-i", "PATH=/usr/bin:/bin"));
        cron.addAll(set);
        cron.addAll(List.of("/bin/sh", "-c", command));

        assertThat(run(cron.toArray(String[]::new)))
                .isEqualTo(folder.resolve("backup.sh")
                        + "|postgresql://db/shop?a=1&b=2|/opt/belay/bin/belay|/var/backups/belay|--progress none\n");
    }

    private static void assertInRange(String field, int highest) {
        for (String part : field.split("[,/-]", -1)) {
            assertThat(part.equals("*") || Integer.parseInt(part) <= highest)
                    .as(field)
                    .isTrue();
        }
    }

    /** The keys that Kubernetes knows, as far as the example uses them, with what their values may be. */
    @Test
    void theCronJobHasTheFieldsOfKubernetesAndRunsTheScript() throws IOException {
        Object parsed = new Yaml(new SafeConstructor(new LoaderOptions())).load(text("cronjob.yaml"));

        assertThat(parsed).isInstanceOf(Map.class);
        assertThat(at(parsed, "apiVersion")).isEqualTo("batch/v1");
        assertThat(at(parsed, "kind")).isEqualTo("CronJob");
        assertThat(keys(parsed, "")).containsOnly("apiVersion", "kind", "metadata", "spec");
        assertThat(at(parsed, "metadata.name")).asString().matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
        assertThat(keys(parsed, "spec"))
                .contains("schedule", "jobTemplate")
                .isSubsetOf(
                        "schedule",
                        "concurrencyPolicy",
                        "startingDeadlineSeconds",
                        "successfulJobsHistoryLimit",
                        "failedJobsHistoryLimit",
                        "jobTemplate",
                        "timeZone",
                        "suspend");
        String[] schedule = String.valueOf(at(parsed, "spec.schedule")).split(" ", -1);
        assertThat(schedule).hasSize(5);
        for (int i = 0; i < 5; i++) {
            assertInRange(schedule[i], List.of(59, 23, 31, 12, 7).get(i));
        }
        assertThat(at(parsed, "spec.concurrencyPolicy")).isIn("Allow", "Forbid", "Replace");
        assertThat(at(parsed, "spec.startingDeadlineSeconds")).isInstanceOf(Integer.class);
        assertThat(keys(parsed, "spec.jobTemplate.spec"))
                .isSubsetOf("backoffLimit", "activeDeadlineSeconds", "template", "ttlSecondsAfterFinished");
        String pod = "spec.jobTemplate.spec.template.spec";
        assertThat(keys(parsed, pod)).containsOnly("restartPolicy", "securityContext", "containers", "volumes");
        assertThat(at(parsed, pod + ".restartPolicy")).isIn("Never", "OnFailure");
        assertThat(keys(parsed, pod + ".securityContext")).isSubsetOf("runAsNonRoot", "runAsUser", "fsGroup");
        assertContainer(((List<?>) at(parsed, pod + ".containers")).get(0));
        assertThat(at(((List<?>) at(parsed, pod + ".volumes")).get(0), "name")).isEqualTo("scratch");
    }

    private static void assertContainer(Object container) throws IOException {
        assertThat(keys(container, ""))
                .containsOnly("name", "image", "command", "env", "securityContext", "resources", "volumeMounts");
        assertThat(at(container, "command")).isEqualTo(List.of(SCRIPT));
        assertThat(keys(container, "securityContext"))
                .isSubsetOf("allowPrivilegeEscalation", "readOnlyRootFilesystem", "capabilities");
        assertThat(at(container, "resources.limits.memory")).asString().matches("[0-9]+(Ki|Mi|Gi)");
        List<?> variables = (List<?>) at(container, "env");
        assertThat(variables)
                .allSatisfy(one -> assertThat(keys(one, "")).contains("name").isSubsetOf("name", "value", "valueFrom"));
        assertThat(variables().stream().map(Object.class::cast).toList())
                .containsAll(variables.stream().map(one -> at(one, "name")).toList());
        assertThat(variables).extracting(one -> at(one, "name")).contains("DATABASE_URL", "BACKUP_TO", "BELAY");
        // Nothing else can be written there.
        Object mounted = ((List<?>) at(container, "volumeMounts")).get(0);
        assertThat(at(mounted, "mountPath")).isEqualTo("/tmp");
        assertThat(at(mounted, "name")).isEqualTo("scratch");
    }

    private static Object at(Object top, String path) {
        Object node = top;
        for (String key : path.isEmpty() ? new String[0] : path.split("\\.", -1)) {
            assertThat(node).as(path).isInstanceOf(Map.class);
            assertThat(((Map<?, ?>) node).containsKey(key)).as(path).isTrue();
            node = ((Map<?, ?>) node).get(key);
        }
        return node;
    }

    private static List<String> keys(Object top, String path) {
        return ((Map<?, ?>) at(top, path))
                .keySet().stream().map(String::valueOf).toList();
    }

    private void executable(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
