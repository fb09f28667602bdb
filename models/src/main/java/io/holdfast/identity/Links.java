package io.holdfast.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.holdfast.table.Account;
import io.holdfast.table.AccountLink;
import io.holdfast.table.Entity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Links every source account to one account, and keeps how that was believed before. Nothing links
 * two accounts of the CRM but the CRM's own merge or a person's decision.
 */
public final class Links {
  private static final String INCUMBENT = "incumbent";

  /**
   * All that is found out about source accounts, in the layout of {@link Stitched#SCHEMA}; read
   * several times, so check-point it.
   *
   * @param members of {@link Members#of}; read several times, so check-point it
   * @param previous accounts of the last release
   */
  public static Dataset<Row> stitched(
      Dataset<Row> members, Dataset<Row> previous, LinkParams params) {
    Dataset<Row> components = Components.of(members, params);
    Dataset<Row> released =
        previous.select(
            col(Account.ACCOUNT_ID).as(Member.OWN_ID),
            col(Account.FORWARDS_TO).isNull().as(INCUMBENT));
    Dataset<Row> rows =
        withGuests(members, params)
            .join(components, new String[] {Member.NODE}, "left")
            .where(col(Components.COMPONENT).isNotNull().or(not(col(Member.GUEST))))
            .join(released, new String[] {Member.OWN_ID}, "left")
            .select(columns())
            .repartition(col(Components.COMPONENT))
            .sortWithinPartitions(Components.COMPONENT, Entity.SOURCE, Entity.SOURCE_KEY);
    int component = Member.SCHEMA.length();
    MapPartitionsFunction<Row, Row> each =
        all ->
            Told.each(
                Told.groups(all, (a, b) -> a.getLong(component) == b.getLong(component)),
                group -> stitch(group, params));
    return rows.mapPartitions(each, Encoders.row(Stitched.SCHEMA));
  }

  private static List<Row> stitch(List<Row> group, LinkParams params) {
    return Stitching.rows(new Group(params, group.stream().map(Member::of).toList()));
  }

  private static Column[] columns() {
    List<Column> columns = new ArrayList<>();
    Arrays.stream(Member.SCHEMA.fieldNames()).forEach(name -> columns.add(col(name)));
    columns.add(coalesce(col(Components.COMPONENT), col(Member.NODE)).as(Components.COMPONENT));
    columns.add(coalesce(col(INCUMBENT), lit(false)).as(INCUMBENT));
    columns.add(col(INCUMBENT).isNotNull().as("released"));
    columns.add(col(Components.SHARED));
    columns.add(col(Components.SHARED_BY));
    return columns.toArray(Column[]::new);
  }

  /** Members, and those who share a domain with people of another customer. */
  private static Dataset<Row> withGuests(Dataset<Row> members, LinkParams params) {
    int domain = params.rules().domainRule();
    if (domain < 0) {
      return members;
    }
    String crm = params.crm();
    FlatMapFunction<Row, Row> guests =
        row ->
            Member.of(row).guests().stream()
                .map(guest -> guest.row(Node.value(domain, guest.domains().get(0).value())))
                .iterator();
    return members.unionByName(
        members
            .where(col(Entity.SOURCE).equalTo(crm))
            .flatMap(guests, Encoders.row(Member.SCHEMA)));
  }

  /** Rows of {@link AccountLink}, those believed once too. */
  public static Dataset<Row> of(Dataset<Row> stitched) {
    return AccountLink.TABLE.conform(
        stitched.where(col(Stitched.LINK).isNotNull()).select(Stitched.LINK + ".*"));
  }

  private Links() {}
}
