package dev.fovea.bench.djl;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.fovea.net.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A network as one block of DJL's: a block for each node, which reads what its node reads. */
final class GraphBlock extends AbstractBlock {

  private final List<Node> nodes;
  private final List<Block> blocks = new ArrayList<>();

  GraphBlock(List<Node> nodes, Function<Node, Block> maker) {
    this.nodes = nodes;
    for (Node node : nodes) {
      blocks.add(addChildBlock(node.name(), maker.apply(node)));
    }
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters, NDList images, boolean training, PairList<String, Object> more) {
    NDList[] values = new NDList[blocks.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = blocks.get(i).forward(parameters, inputs(i, images, values), training);
    }
    return values[values.length - 1];
  }

  private NDList inputs(int node, NDList images, NDList[] values) {
    NDList inputs = new NDList();
    for (int from : nodes.get(node).inputs()) {
      inputs.addAll(from == Node.IMAGE ? images : values[from]);
    }
    return inputs;
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... images) {
    shapes(images, (block, inputs) -> block.initialize(manager, type, inputs));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] images) {
    return shapes(images, (block, inputs) -> {});
  }

  /** What is done with each block and the shapes that it reads, in order. */
  private interface Visit {
    void block(Block block, Shape[] inputs);
  }

  private Shape[] shapes(Shape[] images, Visit visit) {
    Shape[][] outputs = new Shape[blocks.size()][];
    for (int i = 0; i < outputs.length; i++) {
      Shape[] inputs =
          nodes.get(i).inputs().stream()
              .flatMap(from -> Arrays.stream(from == Node.IMAGE ? images : outputs[from]))
              .toArray(Shape[]::new);
      visit.block(blocks.get(i), inputs);
      outputs[i] = blocks.get(i).getOutputShapes(inputs);
    }
    return outputs[outputs.length - 1];
  }
}
