package dev.belay.tui.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.belay.verify.Accepted;
import dev.belay.verify.Finding;
import dev.belay.verify.Report;
import dev.belay.verify.Severity;
import dev.belay.verify.Subject;
import dev.belay.verify.Unseen;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Each format is read by what others wrote for it, with names and messages that try to break out. */
final class VerifyFormatsTest {
    private static final String HOSTILE =
            "a|b`c`<script>alert(1)</script>\"'&\n# x\u0000\u001b[31m\\ ]]> \ud83d\ude80 _it_ **b** --> ok 7 # SKIP";

    private static final Report NOTHING_FOUND = new Report(
            List.of(new Subject("table", "app.a"), new Subject("index", "app.b")), List.of(), List.of(), List.of());

    private static final Report ALL_SORTS = new Report(
            List.of(
                    new Subject("table", "app." + HOSTILE),
                    new Subject("index", "app.i"),
                    new Subject("index", "app.j"),
                    new Subject("unused-index", "")),
            List.of(
                    new Finding("table", "app." + HOSTILE, Severity.ERROR, HOSTILE, HOSTILE),
                    new Finding("index", "app.i", Severity.ERROR, "is missing", "expected in verify.yaml:12"),
                    new Finding("index", "app.i", Severity.WARNING, "is big", ""),
                    new Finding("unused-index", "app.k", Severity.INFO, "was not used", "drop it")),
            List.of(new Accepted(
                    new Finding("table", "app.old", Severity.WARNING, "has no key", ""), "a | log\nof old")),
            List.of(new Unseen("rows", "app.secret", "not allowed", "GRANT SELECT ON app.secret TO me")));

    private static final List<Bars> CHARTS = List.of(new Bars(
            "Index use " + HOSTILE,
            List.of("used", "never"),
            List.of(
                    new Bars.Bar("app." + HOSTILE, 100, "1.2 GB", HOSTILE, false),
                    new Bars.Bar("app.j", 50, "0.6 GB", "never used", true),
                    new Bars.Bar("app.k", 0, "0", "", true))));

    @TempDir
    private Path folder;

    private static String written(VerifyFormat format, Report result) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        format.write(out, new VerifyReport(StatusReportTest.WHERE, result), "1.2.3", "verify.yaml", CHARTS);
        out.flush();
        return text.toString();
    }

    private static Stream<Report> reports() {
        return Stream.of(NOTHING_FOUND, ALL_SORTS, Report.NOTHING);
    }

    @Test
    void junitIsWhatItsSchemaSays() throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        javax.xml.validation.Schema schema =
                factory.newSchema(schemaOfTestReports().toFile());
        for (Report report : reports().toList()) {
            String xml = written(VerifyFormat.JUNIT, report);
            Element suites = element(xml);
            assertThat(suites.getTagName()).isEqualTo("testsuites");
            NodeList each = suites.getElementsByTagName("testsuite");
            assertThat(each.getLength()).isEqualTo(1);
            // That schema knows one suite in a file, as Maven writes it; the element around it is Ant's and Jenkins's.
            String suite = xml.substring(xml.indexOf("<testsuite "), xml.indexOf("</testsuites>"));
            schema.newValidator().validate(new StreamSource(new StringReader(suite)));
        }
    }

    @Test
    void junitCountsWhatItHolds() throws Exception {
        Element suites = element(written(VerifyFormat.JUNIT, ALL_SORTS));
        Element suite = (Element) suites.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("tests"))
                .isEqualTo(String.valueOf(suite.getElementsByTagName("testcase").getLength()))
                .isEqualTo("5");
        assertThat(suite.getAttribute("failures"))
                .isEqualTo(String.valueOf(suite.getElementsByTagName("failure").getLength()))
                .isEqualTo("3");
        assertThat(suite.getAttribute("skipped"))
                .isEqualTo(String.valueOf(suite.getElementsByTagName("skipped").getLength()))
                .isEqualTo("1");
        Element nothing = element(written(VerifyFormat.JUNIT, Report.NOTHING));
        assertThat(nothing.getAttribute("failures")).isEqualTo("1");
        Element first = (Element) suite.getElementsByTagName("testcase").item(0);
        assertThat(first.getAttribute("name")).contains("<script>alert(1)</script>\"'&\n# x?");
    }

    @Test
    void sarifIsWhatItsSchemaSays() throws Exception {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
        try (InputStream text = Objects.requireNonNull(
                getClass().getResourceAsStream("/schema/sarif-schema-2.1.0.json"), "the schema of SARIF")) {
            Schema schema = registry.getSchema(text);
            for (Report report : reports().toList()) {
                assertThat(schema.validate(written(VerifyFormat.SARIF, report), InputFormat.JSON))
                        .isEmpty();
            }
            assertThat(schema.validate(
                            written(VerifyFormat.SARIF, ALL_SORTS).replace("\"message\"", "\"massage\""),
                            InputFormat.JSON))
                    .as("the validator sees a mistake")
                    .isNotEmpty();
        }
    }

    @Test
    void tapIsReadByProve() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/prove")), "gate not run: prove is not installed");
        assertThat(prove(NOTHING_FOUND)).contains("Result: PASS").contains("Tests=2");
        assertThat(prove(ALL_SORTS))
                .contains("Result: FAIL")
                .contains("Failed tests:  1-2, 4")
                .contains("Tests=5")
                .doesNotContain("Parse errors");
        assertThat(prove(Report.NOTHING)).contains("Result: FAIL").doesNotContain("Parse errors");
    }

    private String prove(Report report) throws Exception {
        Path file = Files.writeString(folder.resolve("checks.tap"), written(VerifyFormat.TAP, report));
        Process prove = new ProcessBuilder("/usr/bin/prove", "--exec", "cat", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(prove.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        prove.waitFor();
        return said;
    }

    @Test
    void markdownIsOneTableForEachSortAndNoHtmlOfOthers() {
        Parser parser =
                Parser.builder().extensions(List.of(TablesExtension.create())).build();
        List<Integer> rows = new ArrayList<>();
        List<String> html = new ArrayList<>();
        parser.parse(written(VerifyFormat.MARKDOWN, ALL_SORTS)).accept(new AbstractVisitor() {
            @Override
            public void visit(CustomBlock block) {
                if (block instanceof TableBlock) {
                    rows.add(0);
                }
                visitChildren(block);
            }

            @Override
            public void visit(CustomNode node) {
                if (node instanceof TableRow) {
                    rows.set(rows.size() - 1, rows.get(rows.size() - 1) + 1);
                    assertThat(cells(node)).isEqualTo(rows.size() == 1 ? 5 : rows.size() == 2 ? 3 : 4);
                }
                visitChildren(node);
            }

            @Override
            public void visit(HtmlInline inline) {
                html.add(inline.getLiteral());
            }

            @Override
            public void visit(HtmlBlock block) {
                html.add(block.getLiteral());
            }
        });
        assertThat(rows).as("with their heads").containsExactly(5, 2, 2);
        assertThat(html).containsExactly("<details><summary>1 accepted</summary>", "</details>");
    }

    @Test
    void htmlIsOnePageWithNothingBesideIt() {
        for (Report report : reports().toList()) {
            org.jsoup.parser.Parser parser =
                    org.jsoup.parser.Parser.htmlParser().setTrackErrors(100);
            Document page = Jsoup.parse(written(VerifyFormat.HTML, report), "", parser);
            assertThat(parser.getErrors()).isEmpty();
            assertThat(page.select("script, link, img, iframe, object, [src], [href], [onload]"))
                    .isEmpty();
            assertThat(page.select("h1")).hasSize(1);
            assertThat(page.selectFirst("h1").className()).isEqualTo(report.passed() ? "good" : "bad");
        }
    }

    @Test
    void htmlShowsAllThatTheReportHolds() {
        Document page = Jsoup.parse(written(VerifyFormat.HTML, ALL_SORTS));
        assertThat(page.select("h1").text()).isEqualTo("✘ 4 findings in 4 checks, 1 not seen");
        assertThat(page.select("dl.tiles div").eachText())
                .containsExactly("errors 2", "warnings 1", "notes 1", "accepted 1", "not seen 1", "checks 4");
        assertThat(page.select("article .badge").eachText())
                .containsExactly("error", "error", "warning", "info", "not seen");
        assertThat(page.select("article code").first().text()).contains("<script>alert(1)</script>\"'&");
        assertThat(page.select("section:has(h2:contains(Index use)) .track i").eachAttr("style"))
                .containsExactly("width:100.00%", "width:50.00%");
        assertThat(page.select("section:has(h2:contains(Index use)) .track i").eachAttr("class"))
                .containsExactly("bar", "idle");
        assertThat(page.select("details summary").eachText())
                .containsExactly("1 known finding", "table 1", "index 2", "unused-index 1", "rows 1");
        assertThat(page.select("li.bad code").eachText()).hasSize(3);
        Document nothing = Jsoup.parse(written(VerifyFormat.HTML, Report.NOTHING));
        assertThat(nothing.text()).contains("Nothing was checked", "a verification of nothing proves nothing");
        assertThat(nothing.select("h2:contains(Checks)")).isEmpty();
    }

    /** A success that has not seen everything must not look like one that has. */
    @Test
    void everyFormatSaysHowMuchWasNotSeen() throws Exception {
        Report blind = new Report(
                NOTHING_FOUND.checked(),
                List.of(),
                List.of(),
                List.of(
                        new Unseen("rows", "app.secret", "not allowed", "GRANT SELECT ON app.secret TO me"),
                        new Unseen("history", "", "there are no migrations", "")));

        assertThat(Sheet.plain(new VerifyReport(StatusReportTest.WHERE, blind)::text))
                .contains("2 checks, nothing found, 2 not seen\n");
        assertThat(written(VerifyFormat.MARKDOWN, blind))
                .startsWith("## belay verify: 2 checks, nothing found, 2 not seen\n");
        assertThat(Jsoup.parse(written(VerifyFormat.HTML, blind))
                        .select("h1, title")
                        .eachText())
                .allMatch(text -> text.contains("2 checks, nothing found, 2 not seen"));
        assertThat(written(VerifyFormat.TAP, blind)).contains(" # SKIP not allowed\n", "\n# 2 not seen\n");
        assertThat(((Element) element(written(VerifyFormat.JUNIT, blind))
                                .getElementsByTagName("testsuite")
                                .item(0))
                        .getAttribute("skipped"))
                .isEqualTo("2");
        assertThat(written(VerifyFormat.SARIF, blind))
                .contains("rows app.secret was not seen: not allowed. GRANT SELECT ON app.secret TO me")
                .contains("history was not seen: there are no migrations");
    }

    @Test
    void strictlyWhatWasNotSeenIsFoundExceptWhatIsSeenElsewhere() {
        Report strict = ALL_SORTS.strictly();

        assertThat(strict.unseen()).isEmpty();
        assertThat(strict.findings()).hasSize(5).last().satisfies(one -> {
            assertThat(one.object()).isEqualTo("app.secret");
            assertThat(one.message()).isEqualTo("was not seen: not allowed");
            assertThat(one.hint()).isEqualTo("GRANT SELECT ON app.secret TO me");
        });
        Report rehearsable = new Report(
                NOTHING_FOUND.checked(),
                List.of(),
                List.of(),
                List.of(new Unseen("rollback", "", "only a rehearsal proves it", "")));
        assertThat(rehearsable.strictly()).isEqualTo(rehearsable);
    }

    @Test
    void textTellsTimesThatFailNothing() {
        Finding slow = new Finding("query-time", "by mail", Severity.ERROR, "takes 31 ms, more than 5 ms", "");
        Report report = new Report(
                NOTHING_FOUND.checked(), List.of(), List.of(new Accepted(slow, "times fail nothing")), List.of());

        assertThat(Sheet.plain(new VerifyReport(StatusReportTest.WHERE, report)::text))
                .contains("query-time, which fails nothing\n  · by mail takes 31 ms, more than 5 ms\n")
                .contains("2 checks, 1 accepted, nothing found");
    }

    private static int cells(Node row) {
        int cells = 0;
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            cells++;
        }
        return cells;
    }

    private static Element element(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }

    private static Path schemaOfTestReports() throws IOException {
        Path unpacked = Path.of(System.getProperty("belay.root"), "tui/target/schemas");
        try (Stream<Path> files = Files.walk(unpacked)) {
            return files.filter(file -> file.endsWith("surefire-test-report.xsd"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
