package io.dbintel.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplayRequestTest {
  private static final Instant FROM = Instant.parse("2026-11-20T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-11-21T00:00:00Z");
  private static final Duration WARM = ReplayRequest.DEFAULT_WARM_UP;

  @Test
  void idIsOfEverythingThatDecidesTheResults() {
    ReplayRequest one = new ReplayRequest(FROM, TO, WARM, "", "trial", 10);
    assertThat(one.id("a")).matches("[0-9a-f]{12}").isEqualTo(one.id("a"));
    assertThat(new ReplayRequest(FROM, TO, WARM, "", "trial", 99).id("a")).isEqualTo(one.id("a"));

    assertThat(one.id("b")).isNotEqualTo(one.id("a"));
    assertThat(new ReplayRequest(FROM.plusMillis(1), TO, WARM, "", "trial", 10).id("a"))
        .isNotEqualTo(one.id("a"));
    assertThat(new ReplayRequest(FROM, TO, Duration.ZERO, "", "trial", 10).id("a"))
        .isNotEqualTo(one.id("a"));
    assertThat(new ReplayRequest(FROM, TO, WARM, "acme/shop", "trial", 10).id("a"))
        .isNotEqualTo(one.id("a"));
    assertThat(new ReplayRequest(FROM, TO, WARM, "", "result", 10).id("a"))
        .isNotEqualTo(one.id("a"));
  }

  @Test
  void resultsGoToTopicsOfTheirOwnUnlessTheLiveOnesAreAskedFor() {
    ReplayScope own = new ReplayRequest(FROM, TO, WARM, "", "trial", 10).scope("id");
    assertThat(own.topic(TopicCatalogue.EVENTS)).isEqualTo("trial.events");
    assertThat(own.topic(TopicCatalogue.DEAD_LETTERS)).isEqualTo("trial.dead-letters");
    assertThat(own.intoLiveTopics()).isFalse();

    ReplayScope live = new ReplayRequest(FROM, TO, WARM, "", "result", 10).scope("id");
    assertThat(live.topic(TopicCatalogue.EVENTS)).isEqualTo("dbintel.events");
    assertThat(live.intoLiveTopics()).isTrue();
  }

  @Test
  void windowHasItsFirstMomentAndNotItsLast() {
    ReplayScope scope = new ReplayRequest(FROM, TO, WARM, "", "trial", 10).scope("id");
    assertThat(scope.contains(FROM.toEpochMilli() - 1)).isFalse();
    assertThat(scope.contains(FROM.toEpochMilli())).isTrue();
    assertThat(scope.contains(TO.toEpochMilli() - 1)).isTrue();
    assertThat(scope.contains(TO.toEpochMilli())).isFalse();
  }

  @Test
  void instanceIsReplayedWithTheCommandsOfItsTenant() {
    ReplayScope one = new ReplayRequest(FROM, TO, WARM, "acme/shop", "trial", 10).scope("id");
    assertThat(one.takes("acme/shop")).isTrue();
    assertThat(one.takes("acme")).isTrue();
    assertThat(one.takes("acme/shop-2")).isFalse();
    assertThat(one.takes("zenith")).isFalse();
    assertThat(one.takes(null)).isFalse();

    ReplayScope all = new ReplayRequest(FROM, TO, WARM, "", "trial", 10).scope("id");
    assertThat(all.takes("zenith/orders")).isTrue();
    assertThat(all.takes(null)).isTrue();
  }

  @Test
  void whatCannotBeIsRefusedWithWhatIsExpected() {
    assertThatThrownBy(() -> new ReplayRequest(TO, TO, WARM, "", "trial", 10))
        .hasMessageContaining("--from");
    assertThatThrownBy(() -> new ReplayRequest(FROM, TO, Duration.ofSeconds(-1), "", "trial", 10))
        .hasMessageContaining("--warm-up");
    assertThatThrownBy(() -> new ReplayRequest(FROM, TO, WARM, "", "trial", 0))
        .hasMessageContaining("--rate");
    assertThatThrownBy(() -> new ReplayRequest(FROM, TO, WARM, "", "a b", 10))
        .hasMessageContaining("--into");
    assertThatThrownBy(() -> new ReplayRequest(FROM, TO, WARM, "", "dbintel", 10))
        .hasMessageContaining("another prefix than that of the live topics");
    assertThatThrownBy(() -> new ReplayRequest(FROM, TO, WARM, "acme", "trial", 10))
        .hasMessageContaining("tenant/name");
  }
}
