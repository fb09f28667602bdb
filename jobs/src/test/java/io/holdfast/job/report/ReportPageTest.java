package io.holdfast.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.holdfast.table.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Opens the page in a real browser; screenshots stay in {@code target/report}. */
class ReportPageTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path FOLDER = Path.of("target/report");

  private static Playwright playwright;
  private static Browser browser;

  @BeforeAll
  static void openBrowser() throws IOException {
    Wanted.part(
        Files.exists(CHROMIUM), CHROMIUM + " is missing; 'apt-get install chromium' brings it");
    Files.createDirectories(FOLDER.resolve("abstained"));
    Files.createDirectories(FOLDER.resolve("scored"));
    Files.deleteIfExists(FOLDER.resolve("scored/control.db"));
    Files.deleteIfExists(FOLDER.resolve("abstained/control.db"));
    ReportTest.rendered(SampleLake.scored(), FOLDER.resolve("scored"));
    ReportTest.rendered(SampleLake.abstained(), FOLDER.resolve("abstained"));
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox", "--disable-background-networking")));
  }

  @AfterAll
  static void closeBrowser() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "scored, 1280, LIGHT",
    "scored, 1280, DARK",
    "scored, 390, LIGHT",
    "scored, 390, DARK",
    "abstained, 1280, LIGHT",
    "abstained, 390, DARK"
  })
  void thePageFitsAsksForNothingAndIsAccessible(String lake, int width, ColorScheme scheme) {
    List<String> requests = new ArrayList<>();
    try (BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme))) {
      Page page = context.newPage();
      page.onRequest(request -> requests.add(request.url()));
      page.navigate(FOLDER.resolve(lake).resolve("report.html").toUri().toString());
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(FOLDER.resolve("%s-%d-%s.png".formatted(lake, width, scheme))));

      assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
          .isEqualTo(true);
      assertThat(requests).allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
      assertThat(new AxeBuilder(page).analyze().getViolations())
          .filteredOn(rule -> List.of("serious", "critical").contains(rule.getImpact()))
          .extracting(ReportPageTest::words)
          .isEmpty();
    }
  }

  private static String words(Rule rule) {
    return rule.getId()
        + rule.getNodes().stream().limit(4).map(n -> n.getHtml() + n.getFailureSummary()).toList();
  }
}
