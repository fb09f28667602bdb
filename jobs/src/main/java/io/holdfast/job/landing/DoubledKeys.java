package io.holdfast.job.landing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** Makes objects that tell when a name stands twice in one of them; the last value counts. */
final class DoubledKeys extends JsonNodeFactory {
  private static final long serialVersionUID = 1L;

  private final transient Consumer<String> told;

  /**
   * @param told takes the name
   */
  DoubledKeys(Consumer<String> told) {
    this.told = told;
  }

  @Override
  @SuppressWarnings("unchecked") // ObjectNode narrows a generic method of JsonNode
  public ObjectNode objectNode() {
    return new ObjectNode(this) {
      private static final long serialVersionUID = 1L;

      @Override
      public JsonNode replace(String name, JsonNode value) {
        JsonNode before = super.replace(name, value);
        if (before != null) {
          told.accept(name);
        }
        return before;
      }
    };
  }
}
