package io.tidegauge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    private final MemoryBudget budget = new MemoryBudget(100);

    @Test
    void presentsTheBillToThoseWhoHoldMost() {
        MemoryBudget.Share large = budget.share();
        MemoryBudget.Share small = budget.share();
        budget.share().set(0);
        large.set(90);
        small.set(10);
        assertThat(large.pressed()).as("100 of 100").isFalse();
        small.set(11);
        assertThat(large.pressed()).as("101 of 100").isTrue();
        assertThat(small.pressed()).as("11 is less than a half").isFalse();
        large.set(50);
        small.set(51);
        assertThat(small.pressed()).isTrue();
        assertThat(large.pressed()).isTrue();
    }

    @Test
    void aHundredthMoreThanTheBudgetPressesSomebodyHoweverItIsDivided() {
        MemoryBudget.Share[] shares = new MemoryBudget.Share[7];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = budget.share();
            shares[i].set(14 + (i < 3 ? 1 : 0));
        }
        assertThat(budget.used()).isEqualTo(101);
        assertThat(shares).anyMatch(MemoryBudget.Share::pressed);
    }

    @Test
    void whatIsGivenUpPressesNobody() {
        MemoryBudget.Share one = budget.share();
        MemoryBudget.Share other = budget.share();
        one.set(500);
        other.set(60);
        one.set(0);
        assertThat(budget.used()).isEqualTo(60);
        assertThat(other.pressed()).isFalse();
        other.set(126);
        assertThat(other.pressed(1.25)).isTrue();
        other.set(124);
        assertThat(other.pressed(1.25)).isFalse();
        assertThat(other.pressed()).isTrue();
    }
}
