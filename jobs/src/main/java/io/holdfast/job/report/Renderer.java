package io.holdfast.job.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Renders a page as one HTML document that refers to nothing outside itself. */
public final class Renderer {
  private static final String TEMPLATES = "io.holdfast.job.report.page";

  public static String html(Page page) {
    TemplateEngine engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, Renderer.class.getClassLoader(), TEMPLATES);
    StringOutput output = new StringOutput();
    engine.render("page.jte", java.util.Map.of("page", page, "css", css()), output);
    return output.toString();
  }

  private static String css() {
    try (InputStream in = Renderer.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the page's style", e);
    }
  }

  private Renderer() {}
}
