package io.holdfast.job.nightly;

import io.holdfast.conform.AttributeMapping;
import io.holdfast.conform.EntityMapping;
import io.holdfast.conform.Mapping;
import io.holdfast.job.config.Nearest;
import io.holdfast.table.Catalogue;
import io.holdfast.table.FeatureDefinition;
import io.holdfast.table.SourceAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Whether the features that are attributes agree with the mappings that fill these. */
final class AttributeFeatures {

  /**
   * What is wrong, one sentence a feature.
   *
   * @param crm source whose accounts have the attributes
   */
  static List<String> problems(Catalogue catalogue, List<Mapping> mappings, String crm) {
    Map<String, AttributeMapping> known = known(mappings, crm);
    List<String> problems = new ArrayList<>();
    catalogue
        .features()
        .forEach(
            (name, feature) -> {
              if (feature.ofAttribute() && !feature.ofAccountColumn()) {
                String problem = problem(feature, known, crm);
                if (problem != null) {
                  problems.add("features.%s: %s".formatted(name, problem));
                }
              }
            });
    return problems;
  }

  private static String problem(
      FeatureDefinition feature, Map<String, AttributeMapping> known, String crm) {
    String name = feature.attribute();
    AttributeMapping mapped = known.get(name);
    if (mapped == null) {
      return "no mapping gives source_account of %s an attribute '%s'.%s"
          .formatted(crm, name, Nearest.hint(name, known.keySet()));
    }
    if (mapped.personal()) {
      return "attribute %s is personal and stays out of customer_360".formatted(name);
    }
    if (mapped.type() != feature.type()) {
      String type = mapped.type().name().toLowerCase(Locale.ROOT);
      return "attribute %s is mapped as %s; write type: %s".formatted(name, type, type);
    }
    return null;
  }

  /** Attributes of the CRM's accounts; one that any mapping calls personal is. */
  private static Map<String, AttributeMapping> known(List<Mapping> mappings, String crm) {
    Map<String, AttributeMapping> known = new TreeMap<>();
    for (Mapping mapping : mappings) {
      if (mapping == null) {
        continue;
      }
      mapping.exports().values().stream()
          .filter(Objects::nonNull)
          .flatMap(export -> export.entities().stream())
          .filter(entity -> isOfCrm(entity, mapping.source(), crm))
          .forEach(
              entity ->
                  entity
                      .attributes()
                      .forEach(
                          (name, attribute) ->
                              known.merge(name, attribute, (a, b) -> a.personal() ? a : b)));
    }
    return known;
  }

  private static boolean isOfCrm(EntityMapping entity, String source, String crm) {
    String own = entity.source() == null ? source : entity.source();
    return own.equals(crm) && entity.entity().equals(SourceAccount.TABLE.name());
  }

  private AttributeFeatures() {}
}
