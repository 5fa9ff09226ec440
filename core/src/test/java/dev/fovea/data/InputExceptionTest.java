package dev.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InputExceptionTest {

  /** A name in a file from a stranger must not make a terminal do anything. */
  @Test
  void whatATerminalWouldObeyIsNotTold() {
    String sentence = "the class '\u001b]0;x\u0007\u009b2J\r\n' has no images: ä 数 😀";
    InputException told = new InputException(sentence);
    assertThat(told)
        .hasMessage("the class '\ufffd]0;x\ufffd\ufffd2J\ufffd\ufffd' has no images: ä 数 😀");
    assertThat(new InputException(sentence, told)).hasMessage(told.getMessage()).hasCause(told);
  }
}
