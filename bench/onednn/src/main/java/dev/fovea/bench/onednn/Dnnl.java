package dev.fovea.bench.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.BytePointer;

/** The part of oneDNN's C API that a peer needs, on the processor, in float32. */
final class Dnnl {

  private static final int LINE = 64;

  private final dnnl_engine engine = new dnnl_engine();
  private final dnnl_stream stream = new dnnl_stream();

  /** Memory whose layout oneDNN knows. */
  record Value(dnnl_memory_desc desc, dnnl_memory memory, MemorySegment floats) {}

  /** A primitive's argument: {@code DNNL_ARG_...} and what is given for it. */
  record Arg(int name, Value value) {}

  /** A primitive with its arguments. */
  record Call(dnnl_primitive primitive, dnnl_exec_arg_t args, int count) {}

  Dnnl() {
    check(dnnl_engine_create(engine, dnnl_cpu, 0));
    check(dnnl_stream_create(stream, engine, dnnl_stream_in_order));
  }

  dnnl_engine engine() {
    return engine;
  }

  /** Says what oneDNN refused. */
  static void check(int status) {
    if (status != dnnl_success) {
      throw new IllegalStateException("oneDNN refused: status " + status);
    }
  }

  /** A layout that the primitive is to choose. */
  static dnnl_memory_desc any(long... dims) {
    return desc(dnnl_format_tag_any, dims);
  }

  /** Row by row, as in Java. */
  static dnnl_memory_desc plain(long... dims) {
    int[] tags = {dnnl_a, dnnl_ab, dnnl_abc, dnnl_abcd};
    return desc(tags[dims.length - 1], dims);
  }

  private static dnnl_memory_desc desc(int tag, long... dims) {
    dnnl_memory_desc desc = new dnnl_memory_desc();
    check(dnnl_memory_desc_create_with_tag(desc, dims.length, dims, dnnl_f32, tag));
    return desc;
  }

  static boolean same(dnnl_memory_desc a, dnnl_memory_desc b) {
    return dnnl_memory_desc_equal(a, b) != 0;
  }

  /** Memory of zeros that lives as long as the process. */
  Value allocate(dnnl_memory_desc desc) {
    long bytes = (dnnl_memory_desc_get_size(desc) + LINE - 1) / LINE * LINE;
    MemorySegment floats = Arena.global().allocate(bytes, LINE);
    dnnl_memory memory = new dnnl_memory();
    BytePointer address = new BytePointer(floats.asByteBuffer());
    check(dnnl_memory_create(memory, desc, engine, address));
    return new Value(desc, memory, floats);
  }

  /** A layout that a primitive has chosen. */
  static dnnl_memory_desc query(dnnl_primitive_desc primitive, int what) {
    return dnnl_primitive_desc_query_md(primitive, what, 0);
  }

  Call call(dnnl_primitive_desc desc, Arg... args) {
    dnnl_primitive primitive = new dnnl_primitive();
    check(dnnl_primitive_create(primitive, desc));
    dnnl_exec_arg_t list = new dnnl_exec_arg_t(args.length);
    for (int i = 0; i < args.length; i++) {
      list.getPointer(i).arg(args[i].name()).memory(args[i].value().memory());
    }
    return new Call(primitive, list, args.length);
  }

  /** Copies one layout into another. */
  Call reorder(Value from, Value to) {
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    check(dnnl_reorder_primitive_desc_create(desc, from.desc(), engine, to.desc(), engine, null));
    return call(desc, new Arg(DNNL_ARG_FROM, from), new Arg(DNNL_ARG_TO, to));
  }

  /** Computes ReLU of what a primitive computes, before it is written. */
  static dnnl_primitive_attr thenRelu() {
    dnnl_post_ops ops = new dnnl_post_ops();
    check(dnnl_post_ops_create(ops));
    check(dnnl_post_ops_append_eltwise(ops, dnnl_eltwise_relu, 0, 0));
    dnnl_primitive_attr attributes = new dnnl_primitive_attr();
    check(dnnl_primitive_attr_create(attributes));
    check(dnnl_primitive_attr_set_post_ops(attributes, ops));
    return attributes;
  }

  void run(Iterable<Call> calls) {
    for (Call call : calls) {
      check(dnnl_primitive_execute(call.primitive(), stream, call.count(), call.args()));
    }
    check(dnnl_stream_wait(stream));
  }
}
