package dev.fovea.report;

/**
 * The report of a model: one page that opens from disk without any network, in the order of the
 * questions that people have. How good is it, how did it get there, what does it confuse, what went
 * wrong, what does it see, where do images lie, can its probabilities be trusted, what was it.
 */
public final class Report {

  private Report() {}

  /**
   * Makes the page: UTF-8, under 5 MB. The same model, images and options give the same bytes.
   *
   * @throws dev.fovea.data.InputException if images or classes are not the model's, or there are no
   *     images
   */
  public static byte[] html(Subject subject, ReportOptions options) {
    ReportPage page = ReportPage.of(subject, options);
    return Html.of(out -> JtereportGenerated.render(out, null, page));
  }
}
