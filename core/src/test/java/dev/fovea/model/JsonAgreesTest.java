package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fovea.data.InputException;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Our parser and Jackson's agree on what is JSON and what it means. */
class JsonAgreesTest {

  private static final JsonMapper JACKSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String ALPHABET = "{}[]:,\"\\ \n\t0123456789-+.eEtrufalsn/bx\u00e4\u0001";

  @Test
  void onDamagedTexts() {
    String base = "{\"s\":\"a\\n\\u00e4\\/\",\"n\":[0,-1.5e-3,12,true,false,null],\"o\":{\"\":{}}}";
    SplittableRandom random = new SplittableRandom(7);
    int accepted = 0;
    for (int i = 0; i < 30_000; i++) {
      StringBuilder text = new StringBuilder(base);
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        int at = random.nextInt(text.length());
        char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, c);
          case 1 -> text.insert(at, c);
          default -> text.deleteCharAt(at);
        }
      }
      Optional<JsonNode> theirs = theirs(text.toString());
      Optional<Json> ours = ours(text.toString());
      assertThat(ours.isPresent()).as("%s", text).isEqualTo(theirs.isPresent());
      if (ours.isPresent()) {
        accepted++;
        assertThat(theirs(ours.get().compact())).isEqualTo(theirs);
        assertThat(theirs(ours.get().indented())).isEqualTo(theirs);
      }
    }
    assertThat(accepted).isBetween(1_000, 29_000);
  }

  private static Optional<JsonNode> theirs(String text) {
    try {
      return Optional.of(JACKSON.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Optional<Json> ours(String text) {
    try {
      return Optional.of(Json.parse(text));
    } catch (InputException e) {
      return Optional.empty();
    }
  }
}
