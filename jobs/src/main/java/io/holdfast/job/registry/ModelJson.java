package io.holdfast.job.registry;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.holdfast.propensity.BoostedScorer;
import io.holdfast.propensity.LogisticScorer;
import io.holdfast.propensity.PropensityModel;
import io.holdfast.propensity.Scorer;
import java.io.IOException;
import java.time.LocalDate;

/** A model as JSON and back, with every number as it was. */
final class ModelJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .addMixIn(Scorer.class, ByKind.class)
          .registerModule(
              new SimpleModule()
                  .addSerializer(new DayWriter())
                  .addDeserializer(LocalDate.class, new DayReader()));

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = LogisticScorer.class, name = "logistic_regression"),
    @JsonSubTypes.Type(value = BoostedScorer.class, name = "xgboost")
  })
  private interface ByKind {}

  static String write(PropensityModel model) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(model);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write model " + model.name(), e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws JsonProcessingException when the text is no model
   */
  static PropensityModel read(String json) throws JsonProcessingException {
    return MAPPER.readValue(json, PropensityModel.class);
  }

  private static final class DayWriter extends StdSerializer<LocalDate> {
    private static final long serialVersionUID = 1L;

    DayWriter() {
      super(LocalDate.class);
    }

    @Override
    public void serialize(LocalDate day, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(day.toString());
    }
  }

  private static final class DayReader extends StdDeserializer<LocalDate> {
    private static final long serialVersionUID = 1L;

    DayReader() {
      super(LocalDate.class);
    }

    @Override
    public LocalDate deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      return LocalDate.parse(json.getText());
    }
  }

  private ModelJson() {}
}
