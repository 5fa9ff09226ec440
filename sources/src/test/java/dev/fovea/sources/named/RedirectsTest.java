package dev.fovea.sources.named;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class RedirectsTest {

  @Test
  void leavesHttpsNeverForHttp() {
    URI https = URI.create("https://a.example/x/y");
    assertThat(Redirects.next(https, "http://a.example/z")).isEmpty();
    assertThat(Redirects.next(https, "ftp://a.example/z")).isEmpty();
    assertThat(Redirects.next(https, ":::")).isEmpty();
    assertThat(Redirects.next(https, null)).isEmpty();
    assertThat(Redirects.next(https, "../z")).contains(URI.create("https://a.example/z"));
    assertThat(Redirects.next(URI.create("http://a.example/"), "https://b.example/z"))
        .contains(URI.create("https://b.example/z"));
  }
}
