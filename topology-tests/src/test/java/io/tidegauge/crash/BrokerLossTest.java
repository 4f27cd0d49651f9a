package io.tidegauge.crash;

import io.tidegauge.cluster.BrokerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One broker of three is killed and comes back: windows go on closing without it, and nothing is lost or told twice. */
class BrokerLossTest {

    private static final long SEED = 20_261_122;

    @TempDir
    private Path directory;

    @Test
    void windowsGoOnClosingWithoutTheBrokerThatLedTheOthers() throws Exception {
        try (BrokerScene scene = BrokerScene.start("broker-lost", 3, directory, SEED, 2_000, "")) {
            BrokerProcess victim = scene.fleet().broker(scene.fleet().controller());
            victim.kill();
            scene.awaitRecovery("without broker " + victim.id());
            victim.start();
            scene.fleet().awaitWhole();
            scene.awaitRecovery("broker " + victim.id() + " is back");
            scene.finish();
        }
    }
}
