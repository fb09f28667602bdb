package io.holdfast.conform;

import io.holdfast.table.SourceAccount;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sources whose records name accounts that no mapping makes: they can belong to none. */
public final class Accountless {
  private static final String ACCOUNT_KEY = "account_key";

  /** The entities that name an account, by their source, where it has no {@code source_account}. */
  public static Map<String, Set<String>> of(Collection<Mapping> mappings) {
    Map<String, Set<String>> facts = new TreeMap<>();
    Set<String> sources = new TreeSet<>();
    for (Mapping mapping : mappings) {
      List<EntityMapping> entities =
          mapping.exports().values().stream().flatMap(e -> e.entities().stream()).toList();
      for (EntityMapping entity : entities) {
        String source = entity.sourceOr(mapping.source());
        if (entity.table().equals(SourceAccount.TABLE)) {
          sources.add(source);
        } else if (entity.values().containsKey(ACCOUNT_KEY)) {
          facts.computeIfAbsent(source, s -> new TreeSet<>()).add(entity.entity());
        }
      }
    }
    facts.keySet().removeAll(sources);
    return facts;
  }

  private Accountless() {}
}
