package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.Add;
import dev.fovea.net.AvgPool2d;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Concat;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.Gelu;
import dev.fovea.net.Layer;
import dev.fovea.net.LayerNorm;
import dev.fovea.net.LayerTypes;
import dev.fovea.net.LeakyRelu;
import dev.fovea.net.LocalResponseNorm;
import dev.fovea.net.LogSoftmax;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Padding;
import dev.fovea.net.Relu;
import dev.fovea.net.Sigmoid;
import dev.fovea.net.Silu;
import dev.fovea.net.Softmax;
import dev.fovea.net.Tanh;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer as JSON: with all settings other than the defaults, and with none. */
class LayerJsonTest {

  /** No setting is the default, so that one which is forgotten shows. */
  static List<Layer> layers() {
    return List.of(
        new Conv2d(6, 3, 5, 2, new Padding.Zeros(1, 2), 3, 2, false),
        new Conv2d(6, 3).withPadding(Padding.SAME),
        new Conv2d(6, 3).withPadding(4),
        new Dense(7, false),
        new MaxPool2d(3, 2, 1, true),
        new AvgPool2d(3, 2, 1, true, false),
        new AdaptiveAvgPool2d(3, 4),
        new BatchNorm2d(0.001, 0.25),
        new LayerNorm(1e-7),
        new LocalResponseNorm(5, 0.001, 0.5, 2),
        new LeakyRelu(0.2),
        new Dropout(0.3),
        new Relu(),
        new Sigmoid(),
        new Tanh(),
        new Gelu(),
        new Silu(),
        new Softmax(),
        new LogSoftmax(),
        new Flatten(),
        new Add(),
        new Concat());
  }

  @ParameterizedTest
  @MethodSource("layers")
  void readsWhatItWrites(Layer layer) {
    String json = LayerJson.write(Json.Obj.EMPTY.with("name", Json.of("a")), layer).compact();
    assertThat(read(json)).isEqualTo(layer);
  }

  @Test
  void everyTypeIsTriedAndNamed() {
    List<Class<?>> all = LayerTypes.all().sorted(LayerJsonTest::byName).toList();
    assertThat(layers().stream().<Class<?>>map(Object::getClass).distinct())
        .containsExactlyInAnyOrderElementsOf(all);
    assertThat(LayerJson.TYPES)
        .containsExactlyElementsOf(all.stream().map(Class::getSimpleName).toList());
  }

  private static int byName(Class<?> a, Class<?> b) {
    return a.getSimpleName().compareTo(b.getSimpleName());
  }

  @Test
  void hasTheDefaultsOfTheLayers() {
    assertThat(read("'Conv2d','outChannels':6,'kernel':5")).isEqualTo(new Conv2d(6, 5));
    assertThat(read("'Conv2d','outChannels':6,'kernel':5,'padding':'valid'"))
        .isEqualTo(new Conv2d(6, 5));
    assertThat(read("'Conv2d','outChannels':6,'kernel':5,'padding':[2,2]"))
        .isEqualTo(new Conv2d(6, 5).withPadding(2));
    assertThat(read("'Dense','outFeatures':6")).isEqualTo(new Dense(6));
    assertThat(read("'MaxPool2d','kernel':3")).isEqualTo(new MaxPool2d(3));
    assertThat(read("'AvgPool2d','kernel':3")).isEqualTo(new AvgPool2d(3));
    assertThat(read("'BatchNorm2d'")).isEqualTo(new BatchNorm2d());
    assertThat(read("'LayerNorm'")).isEqualTo(new LayerNorm());
    assertThat(read("'LocalResponseNorm','size':5")).isEqualTo(new LocalResponseNorm(5));
    assertThat(read("'LeakyRelu'")).isEqualTo(new LeakyRelu());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Conv2d','outChannels':6,'kernel':5,'padding':'full'|the field 'padding' needs a number,"
            + " two of them, 'same' or 'valid', not 'full'",
        "'Conv2d','outChannels':6,'kernel':5,'padding':-1|Conv2d: padding must be at least 0, not"
            + " -1",
        "'Conv2d','outChannels':6,'kernel':5,'padding':[1]|the field 'padding' needs 2 numbers, not"
            + " 1",
        "'Conv2d','outChannels':6,'kernel':5,'groups':4|Conv2d: outChannels must be a multiple of"
            + " the 4 groups, not 6",
        "'Conv2d','outChannels':6,'kernel':5,'dilation':0|Conv2d: dilation must be at least 1, not"
            + " 0",
        "'Conv2d','outChannels':6,'kernel':5,'dilation':2147483647|Conv2d: a dilation of 2147483647"
            + " is too large",
        "'Conv2d','outChannels':6,'kernel':5,'bias':1|the field 'bias' needs true or false, not 1",
        "'Dense','outFeatures':6,'bias':'no'|the field 'bias' needs true or false, not the text"
            + " 'no'",
        "'MaxPool2d','kernel':3,'padding':2|MaxPool2d: padding must be at most half of the kernel,"
            + " 1, not 2",
        "'MaxPool2d','kernel':3,'countPadding':true|the field 'countPadding' is unknown; known are"
            + " name, type, inputs, kernel, stride, padding, ceilMode",
        "'AdaptiveAvgPool2d','height':1|the field 'width' is missing",
        "'AdaptiveAvgPool2d','height':0,'width':1|AdaptiveAvgPool2d: height must be at least 1, not"
            + " 0",
        "'BatchNorm2d','epsilon':0|BatchNorm2d: epsilon must be more than 0, not 0.0",
        "'BatchNorm2d','momentum':1.5|BatchNorm2d: momentum must be from 0 to 1, not 1.5",
        "'LeakyRelu','slope':1|LeakyRelu: slope must be from 0 to less than 1, not 1.0",
        "'LocalResponseNorm'|the field 'size' is missing",
        "'LocalResponseNorm','size':5,'alpha':-1|LocalResponseNorm: alpha and beta must be at least"
            + " 0, not -1.0 and 0.75",
        "'Softmax','axis':1|the field 'axis' is unknown; known are name, type, inputs",
        "'conv2d'|the type 'conv2d' is unknown; known are AdaptiveAvgPool2d, Add, AvgPool2d,"
            + " BatchNorm2d, Concat, Conv2d, Dense, Dropout, Flatten, Gelu, LayerNorm, LeakyRelu,"
            + " LocalResponseNorm, LogSoftmax, MaxPool2d, Relu, Sigmoid, Silu, Softmax, Tanh",
      })
  void saysWhatIsWrong(String settings, String what) {
    assertThatThrownBy(() -> read(settings))
        .isInstanceOf(InputException.class)
        .hasMessage("here: " + what.replace('\'', '"'));
  }

  /** Either a whole object, or its settings from the type on, with single quotes. */
  private static Layer read(String json) {
    String whole =
        json.startsWith("{")
            ? json
            : "{\"name\":\"a\",\"type\":%s}".formatted(json.replace('\'', '"'));
    return LayerJson.read(Fields.of("here", Json.parse(whole)));
  }
}
