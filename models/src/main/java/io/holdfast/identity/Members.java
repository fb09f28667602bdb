package io.holdfast.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.identity.IdentityRules.Fact;
import io.holdfast.identity.IdentityRules.Linking;
import io.holdfast.identity.Member.Span;
import io.holdfast.identity.Member.State;
import io.holdfast.identity.Told.Known;
import io.holdfast.table.Entity;
import io.holdfast.table.SourceAccount;
import io.holdfast.time.AsOf;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Every source account with all that was known of it by a day, and when it became known. */
public final class Members implements Serializable {
  private static final long serialVersionUID = 1;
  private static final String KIND = "account";

  /** What accounts are described by, and where each lies in {@link Member#profile}. */
  static final List<String> PROFILE =
      List.of(
          SourceAccount.NAME,
          SourceAccount.INDUSTRY,
          SourceAccount.COUNTRY,
          SourceAccount.SEGMENT,
          SourceAccount.OWNER,
          SourceAccount.EMPLOYEES,
          SourceAccount.PARENT_KEY);

  private static final List<String> COMPARED =
      List.of(
          SourceAccount.MERGED_INTO_KEY,
          SourceAccount.CRM_KEY,
          SourceAccount.DOMAIN,
          SourceAccount.EMAIL,
          "phone",
          "tax_id");

  private final IdentityRules rules;
  private final Values values;
  private final List<String> names;
  private final boolean people;

  private Members(IdentityRules rules) {
    this.rules = rules;
    this.values = new Values(rules);
    this.people = rules.peopleSpeak();
    List<String> all = new ArrayList<>(PROFILE);
    all.addAll(COMPARED);
    rules.rules().stream()
        .filter(rule -> rule.fact() == Fact.KEPT_ID)
        .forEach(rule -> all.add(attribute(rule)));
    this.names = List.copyOf(all);
  }

  private static String attribute(Linking rule) {
    return Entity.CUSTOM + "." + rule.attribute();
  }

  /**
   * Rows of {@link Member#SCHEMA}, one for each source account; deleted ones too, for their history
   * goes on belonging to somebody.
   *
   * @param accounts versions of source accounts
   * @param contacts versions of contacts
   * @param users versions of product users
   */
  public static Dataset<Row> of(
      Dataset<Row> accounts,
      Dataset<Row> contacts,
      Dataset<Row> users,
      IdentityRules rules,
      AsOf asOf) {
    Members members = new Members(rules);
    Dataset<Row> told = Told.of(accounts, KIND, members.texts(accounts), asOf);
    if (members.people) {
      told = told.unionByName(People.spans(contacts, users, asOf), true);
    }
    Dataset<Row> together = Told.together(told);
    MapPartitionsFunction<Row, Row> each = members::each;
    return together
        .select(Arrays.stream(Told.SCHEMA.fieldNames()).map(c -> col(c)).toArray(Column[]::new))
        .mapPartitions(each, Encoders.row(Member.SCHEMA));
  }

  private Map<String, Column> texts(Dataset<Row> accounts) {
    List<String> present = Arrays.asList(accounts.columns());
    Map<String, Column> texts = new LinkedHashMap<>();
    for (String name : names) {
      String attribute =
          name.startsWith(Entity.CUSTOM + ".") ? name.substring(Entity.CUSTOM.length() + 1) : null;
      texts.put(
          name,
          attribute != null
              ? col(Entity.CUSTOM).getItem(attribute)
              : present.contains(name) ? col(name) : lit(null));
    }
    return texts;
  }

  private Iterator<Row> each(Iterator<Row> rows) {
    return Told.each(
        Told.groups(rows, Told::sameRecord),
        group -> {
          Member member = member(group);
          return member == null ? List.of() : List.of(member.row(member.node()));
        });
  }

  /** Null when there are only people of an account that is not there. */
  private Member member(List<Row> group) {
    List<Row> versions = group.stream().filter(row -> Told.kind(row).equals(KIND)).toList();
    if (versions.isEmpty()) {
      return null;
    }
    List<Known> history = Told.history(versions, names);
    List<Span> people = new ArrayList<>();
    for (Row row : group) {
      String domain = Told.kind(row).equals(People.KIND) ? values.domain(Told.text(row, 0)) : null;
      if (domain != null) {
        people.add(new Span(domain, Told.from(row), Told.event(row)));
      }
    }
    List<Span> commonest = People.commonest(people);
    Known now = history.get(history.size() - 1);
    String key = versions.get(0).getString(Told.KEY);
    return new Member(
        versions.get(0).getString(Told.SOURCE),
        key,
        false,
        versions.stream().mapToLong(Told::event).min().orElseThrow(),
        states(history, key),
        commonest,
        others(People.all(people), commonest),
        now.texts().subList(0, PROFILE.size()),
        false,
        false,
        null,
        null);
  }

  /** Spans in which a domain was there without being the commonest all the while. */
  private static List<Span> others(List<Span> all, List<Span> commonest) {
    return all.stream().filter(span -> !commonest.contains(span)).toList();
  }

  private List<State> states(List<Known> history, String own) {
    List<State> states = new ArrayList<>();
    for (Known known : history) {
      String into = values.id(text(known, SourceAccount.MERGED_INTO_KEY));
      State state =
          new State(
              known.from(),
              known.event(),
              known.deleted(),
              own.equals(into) ? null : into,
              facts(known));
      State last = states.isEmpty() ? null : states.get(states.size() - 1);
      if (last == null || !same(last, state)) {
        states.add(state);
      }
    }
    return states;
  }

  private static boolean same(State a, State b) {
    return a.deleted() == b.deleted()
        && java.util.Objects.equals(a.into(), b.into())
        && a.facts().equals(b.facts());
  }

  private List<String> facts(Known known) {
    List<String> facts = new ArrayList<>();
    for (Linking rule : rules.rules()) {
      facts.add(fact(rule, known));
    }
    return facts;
  }

  private String fact(Linking rule, Known known) {
    return switch (rule.fact()) {
      case CRM_ID -> values.id(text(known, SourceAccount.CRM_KEY));
      case KEPT_ID -> values.id(text(known, attribute(rule)));
      case EMAIL -> values.email(text(known, SourceAccount.EMAIL));
      case DOMAIN -> {
        String web = values.domain(text(known, SourceAccount.DOMAIN));
        yield web != null ? web : values.domain(text(known, SourceAccount.EMAIL));
      }
      case PHONE -> values.phone(text(known, "phone"));
      case TAX_ID -> values.taxId(text(known, "tax_id"));
      case NAME -> values.name(text(known, SourceAccount.NAME));
    };
  }

  private String text(Known known, String name) {
    return known.texts().get(names.indexOf(name));
  }
}
