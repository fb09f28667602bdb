package io.holdfast.job.nightly;

import io.holdfast.job.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The steps of a night, in order.
 *
 * @param land steps that load what arrived
 * @param build steps that compute; after the last one the release is made
 * @param publish steps that send the release to a target, one each
 * @param report the step that renders the page
 */
public record Plan(List<Step> land, List<Step> build, List<Step> publish, Step report) {

  /** Names that {@code holdfast step} takes: groups first, then single steps. */
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of("land", "build"));
    afterRelease().forEach(step -> names.add(step.name()));
    build.forEach(step -> names.add(step.name()));
    return names;
  }

  /** Names of the single steps in the order of the night. */
  public List<String> order() {
    List<String> order = new ArrayList<>();
    beforeRelease().forEach(step -> order.add(step.name()));
    order.add("release");
    afterRelease().forEach(step -> order.add(step.name()));
    return order;
  }

  /** The one step of a kind that computes. */
  <T extends Step> T step(Class<T> kind) {
    return build.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
  }

  List<Step> afterRelease() {
    return Stream.concat(publish.stream(), Stream.ofNullable(report)).toList();
  }

  List<Step> beforeRelease() {
    return Stream.concat(land.stream(), build.stream()).toList();
  }
}
