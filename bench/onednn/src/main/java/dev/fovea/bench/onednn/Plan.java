package dev.fovea.bench.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import dev.fovea.bench.Convolutions;
import dev.fovea.bench.Poolings;
import dev.fovea.bench.onednn.Dnnl.Arg;
import dev.fovea.bench.onednn.Dnnl.Call;
import dev.fovea.bench.onednn.Dnnl.Value;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * A network at one batch size as lists of calls. Every primitive that may choose its layouts does;
 * reorders stand only between primitives that do not agree. A ReLU right after a convolution or
 * dense layer is part of it.
 */
final class Plan {

  private static final long[] NO_DILATION = {0, 0};

  private final Dnnl dnnl;
  private final Parameters parameters;
  private final int batch;
  private final boolean training;
  private final List<Call> prepare = new ArrayList<>();
  private final List<Call> forward = new ArrayList<>();
  private final List<Call> backward = new ArrayList<>();
  private final List<Mask> masks = new ArrayList<>();
  private final Deque<UnaryOperator<Value>> wayBack = new ArrayDeque<>();
  private final Value input;
  private final Value logits;
  private final Value dLogits;
  private int tensor;
  private boolean first = true;

  Plan(Dnnl dnnl, Network network, Parameters parameters, int batch, boolean training) {
    this.dnnl = dnnl;
    this.parameters = parameters;
    this.batch = batch;
    this.training = training;
    this.input = dnnl.allocate(Dnnl.plain(dims(network.input())));
    Value x = input;
    List<Shape> inputs = network.inputShapes();
    Shape shape = network.input(); // but for flattening, which oneDNN does not need
    for (int i = 0; i < inputs.size(); i++) {
      Layer layer = network.nodes().get(i).layer();
      boolean relu = i + 1 < inputs.size() && network.nodes().get(i + 1).layer() instanceof Relu;
      x =
          switch (layer) {
            case Conv2d c -> convolution(c, shape, x, relu);
            case Dense d -> dense(d, shape, x, relu);
            case MaxPool2d p -> pooling(Poolings.plain(p), shape, x);
            case Relu _ -> fused(network, i) ? x : relu(x);
            case Dropout d -> training ? dropout(d, x) : x;
            case Flatten _ -> x;
            default -> throw Convolutions.unknown(layer);
          };
      shape = layer instanceof Flatten ? shape : layer.output(inputs.get(i));
    }
    logits = convert(x, Dnnl.plain(batch, network.output().size()), forward);
    dLogits = dnnl.allocate(logits.desc());
    Value d = dLogits;
    while (training && !wayBack.isEmpty()) {
      d = wayBack.pop().apply(d);
    }
  }

  /** Floats {@code [image][channel][row][column]}, to be filled before a run. */
  Value input() {
    return input;
  }

  /** {@code [image][class]}. */
  Value logits() {
    return logits;
  }

  /** Their gradient, to be filled before {@link #backward}. */
  Value dLogits() {
    return dLogits;
  }

  /** Brings weights into this plan's layouts, after they changed. */
  void prepare() {
    dnnl.run(prepare);
  }

  void forward() {
    masks.forEach(Mask::draw);
    dnnl.run(forward);
  }

  void backward() {
    dnnl.run(backward);
  }

  private static boolean fused(Network network, int relu) {
    Layer before = relu == 0 ? new Flatten() : network.nodes().get(relu - 1).layer();
    return before instanceof Conv2d || before instanceof Dense;
  }

  private long[] dims(Shape s) {
    return s.isVector()
        ? new long[] {batch, s.channels()}
        : new long[] {batch, s.channels(), s.height(), s.width()};
  }

  private int mode() {
    return training ? dnnl_forward_training : dnnl_forward_inference;
  }

  private Value convert(Value from, dnnl_memory_desc wanted, List<Call> calls) {
    if (Dnnl.same(from.desc(), wanted)) {
      return from;
    }
    Value to = dnnl.allocate(wanted);
    calls.add(dnnl.reorder(from, to));
    return to;
  }

  private Value convolution(Conv2d c, Shape in, Value x, boolean relu) {
    if (!c.bias()) {
      throw Convolutions.unknown(c);
    }
    Convolution primitive = new Convolution(dnnl, c, dims(in), dims(c.output(in)));
    dnnl_primitive_attr attributes = relu ? Dnnl.thenRelu() : null;
    return layer(primitive, mode(), attributes, x);
  }

  private Value dense(Dense d, Shape in, Value x, boolean relu) {
    long[] weights = dims(in);
    weights[0] = d.outFeatures();
    InnerProduct primitive =
        new InnerProduct(dnnl, dims(in), weights, new long[] {batch, d.outFeatures()});
    dnnl_primitive_attr attributes = relu ? Dnnl.thenRelu() : null;
    return layer(primitive, mode(), attributes, x);
  }

  /** A layer with weights, forward, and its way back. */
  private Value layer(Learning primitive, int mode, dnnl_primitive_attr attributes, Value x) {
    dnnl_primitive_desc desc = primitive.forward(mode, attributes);
    dnnl_memory_desc chosen = Dnnl.query(desc, dnnl_query_weights_md);
    Parameters.Learnt weights = parameters.learnt(tensor++, chosen, primitive.weights());
    Parameters.Learnt bias = parameters.learnt(tensor++, primitive.bias(), primitive.weights()[0]);
    Value src = convert(x, Dnnl.query(desc, dnnl_query_src_md), forward);
    Value w = convert(weights.value(), chosen, prepare);
    Value dst = dnnl.allocate(Dnnl.query(desc, dnnl_query_dst_md));
    forward.add(
        dnnl.call(
            desc,
            new Arg(DNNL_ARG_SRC, src),
            new Arg(DNNL_ARG_WEIGHTS, w),
            new Arg(DNNL_ARG_BIAS, bias.value()),
            new Arg(DNNL_ARG_DST, dst)));
    boolean noGradient = first; // nobody needs the gradient of the images
    first = false;
    wayBack.push(
        d -> {
          Value dDst = attributes == null ? d : reluBackward(dst, d);
          weightsBackward(primitive, desc, src, dDst, weights, bias);
          return noGradient ? dDst : dataBackward(primitive, desc, dDst, weights);
        });
    return dst;
  }

  private void weightsBackward(
      Learning primitive,
      dnnl_primitive_desc hint,
      Value src,
      Value dDst,
      Parameters.Learnt weights,
      Parameters.Learnt bias) {
    dnnl_primitive_desc desc = primitive.backwardWeights(hint);
    dnnl_memory_desc chosen = Dnnl.query(desc, dnnl_query_diff_weights_md);
    boolean direct = Dnnl.same(chosen, weights.gradient().desc());
    Value gradient = direct ? weights.gradient() : dnnl.allocate(chosen);
    backward.add(
        dnnl.call(
            desc,
            new Arg(DNNL_ARG_SRC, convert(src, Dnnl.query(desc, dnnl_query_src_md), backward)),
            new Arg(
                DNNL_ARG_DIFF_DST,
                convert(dDst, Dnnl.query(desc, dnnl_query_diff_dst_md), backward)),
            new Arg(DNNL_ARG_DIFF_WEIGHTS, gradient),
            new Arg(DNNL_ARG_DIFF_BIAS, bias.gradient())));
    if (!direct) {
      backward.add(dnnl.reorder(gradient, weights.gradient()));
    }
  }

  private Value dataBackward(
      Learning primitive, dnnl_primitive_desc hint, Value dDst, Parameters.Learnt weights) {
    dnnl_primitive_desc desc = primitive.backwardData(hint);
    Value dSrc = dnnl.allocate(Dnnl.query(desc, dnnl_query_diff_src_md));
    Value w = convert(weights.value(), Dnnl.query(desc, dnnl_query_weights_md), backward);
    backward.add(
        dnnl.call(
            desc,
            new Arg(
                DNNL_ARG_DIFF_DST,
                convert(dDst, Dnnl.query(desc, dnnl_query_diff_dst_md), backward)),
            new Arg(DNNL_ARG_WEIGHTS, w),
            new Arg(DNNL_ARG_DIFF_SRC, dSrc)));
    return dSrc;
  }

  private Value pooling(MaxPool2d p, Shape in, Value x) {
    long[] kernel = {p.kernel(), p.kernel()};
    long[] stride = {p.stride(), p.stride()};
    long[] padding = {0, 0};
    dnnl_memory_desc any = Dnnl.any(dims(p.output(in)));
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    Dnnl.check(
        dnnl_pooling_forward_primitive_desc_create(
            desc,
            dnnl.engine(),
            mode(),
            dnnl_pooling_max,
            x.desc(),
            any,
            stride,
            kernel,
            NO_DILATION,
            padding,
            padding,
            null));
    Value dst = dnnl.allocate(Dnnl.query(desc, dnnl_query_dst_md));
    Arg from = new Arg(DNNL_ARG_SRC, x);
    Arg to = new Arg(DNNL_ARG_DST, dst);
    if (!training) {
      forward.add(dnnl.call(desc, from, to));
      return dst;
    }
    Value places = dnnl.allocate(Dnnl.query(desc, dnnl_query_workspace_md));
    Arg workspace = new Arg(DNNL_ARG_WORKSPACE, places);
    forward.add(dnnl.call(desc, from, to, workspace));
    wayBack.push(
        d -> {
          dnnl_primitive_desc back = new dnnl_primitive_desc();
          Dnnl.check(
              dnnl_pooling_backward_primitive_desc_create(
                  back,
                  dnnl.engine(),
                  dnnl_pooling_max,
                  x.desc(),
                  dst.desc(),
                  stride,
                  kernel,
                  NO_DILATION,
                  padding,
                  padding,
                  desc,
                  null));
          Value dSrc = dnnl.allocate(x.desc());
          Arg dDst = new Arg(DNNL_ARG_DIFF_DST, convert(d, dst.desc(), backward));
          backward.add(dnnl.call(back, dDst, workspace, new Arg(DNNL_ARG_DIFF_SRC, dSrc)));
          return dSrc;
        });
    return dst;
  }

  /** In place: what comes before it does not look at its output again. */
  private Value relu(Value x) {
    forward.add(dnnl.call(reluForward(x), new Arg(DNNL_ARG_SRC, x), new Arg(DNNL_ARG_DST, x)));
    wayBack.push(d -> reluBackward(x, d));
    return x;
  }

  private dnnl_primitive_desc reluForward(Value x) {
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    int kind = dnnl_eltwise_relu_use_dst_for_bwd;
    Dnnl.check(
        dnnl_eltwise_forward_primitive_desc_create(
            desc, dnnl.engine(), mode(), kind, x.desc(), x.desc(), 0, 0, null));
    return desc;
  }

  private Value reluBackward(Value dst, Value d) {
    Value gradient = convert(d, dst.desc(), backward);
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    Dnnl.check(
        dnnl_eltwise_backward_primitive_desc_create(
            desc,
            dnnl.engine(),
            dnnl_eltwise_relu_use_dst_for_bwd,
            dst.desc(),
            dst.desc(),
            dst.desc(),
            0,
            0,
            reluForward(dst),
            null));
    backward.add(
        dnnl.call(
            desc,
            new Arg(DNNL_ARG_DST, dst),
            new Arg(DNNL_ARG_DIFF_DST, gradient),
            new Arg(DNNL_ARG_DIFF_SRC, gradient)));
    return gradient;
  }

  private Value dropout(Dropout layer, Value x) {
    Mask mask = new Mask(dnnl.allocate(x.desc()), layer.rate(), masks.size());
    masks.add(mask);
    Value y = dnnl.allocate(x.desc());
    forward.add(mask.times(dnnl, x, y));
    wayBack.push(
        d -> {
          Value gradient = convert(d, x.desc(), backward);
          backward.add(mask.times(dnnl, gradient, gradient));
          return gradient;
        });
    return y;
  }
}
