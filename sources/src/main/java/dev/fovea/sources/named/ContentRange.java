package dev.fovea.sources.named;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of an HTTP answer that is a part (RFC 9110, 14.4).
 *
 * @param first the place of its first byte in the file
 * @param total how long the file is, or -1 where the server does not say
 */
record ContentRange(long first, long total) {

  private static final Pattern FORM =
      Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

  /** Empty if there is none or it is not of this form. */
  static Optional<ContentRange> of(String header) {
    if (header == null) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(header.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String total = matcher.group(2);
    return Optional.of(
        new ContentRange(
            Long.parseLong(matcher.group(1)), total.equals("*") ? -1 : Long.parseLong(total)));
  }
}
