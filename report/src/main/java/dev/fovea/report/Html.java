package dev.fovea.report;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A template's text, in which whatever is not part of the template is escaped. */
final class Html {

  private Html() {}

  /** As UTF-8. */
  static byte[] of(Consumer<OwaspHtmlTemplateOutput> template) {
    StringOutput text = new StringOutput();
    template.accept(new OwaspHtmlTemplateOutput(text));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
