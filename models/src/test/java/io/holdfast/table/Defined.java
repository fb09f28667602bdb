package io.holdfast.table;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Features by the keys that matter; the words are made up. */
public final class Defined {

  /** A feature of keys and their values, named as the components of {@link FeatureDefinition}. */
  public static FeatureDefinition as(Object... keysAndValues) {
    Map<String, Object> keys = new HashMap<>(Map.of("label", "a", "unit", "b", "group", "c"));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      keys.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    RecordComponent[] components = FeatureDefinition.class.getRecordComponents();
    Object[] values =
        Arrays.stream(components).map(component -> keys.remove(component.getName())).toArray();
    if (!keys.isEmpty()) {
      throw new IllegalArgumentException("No such keys: " + keys.keySet());
    }
    try {
      return (FeatureDefinition) FeatureDefinition.class.getConstructors()[0].newInstance(values);
    } catch (java.lang.reflect.InvocationTargetException e) {
      throw (RuntimeException) e.getCause();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Defined() {}
}
