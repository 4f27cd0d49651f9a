/**
 * What happens to the counts when instances die, hang, come and go.
 *
 * <p>Kafka Streams sets traps for a topology that counts on the heap and drains inside the transaction. Each has a test
 * that falls into it, if the topology does:
 *
 * <table>
 * <caption>Traps</caption>
 * <tr><th>trap</th><th>test</th></tr>
 * <tr><td>a recycled task keeps its store objects, and only its processors begin anew</td>
 *     <td>{@link io.tidegauge.crash.RecycledTaskTest}; {@code ScalingTest} with processes</td></tr>
 * <tr><td>a processing exception handler that continues swallows a failed drain, and with it the rows</td>
 *     <td>{@link io.tidegauge.crash.FailingDrainTest}</td></tr>
 * <tr><td>a token that finds no room in the cache drains from within the counting of its event</td>
 *     <td>{@link io.tidegauge.crash.SmallCacheTest}</td></tr>
 * <tr><td>a token whose time goes back is warned of at every commit</td>
 *     <td>{@link io.tidegauge.crash.FailingDrainTest}</td></tr>
 * <tr><td>each entry of the cache holds on to the record it came from</td>
 *     <td>{@code CommitTriggerTest} in {@code io.tidegauge.topology}: there is one entry</td></tr>
 * <tr><td>the test driver commits after every record, and so proves nothing about commits</td>
 *     <td>{@link io.tidegauge.crash.CrashTest} and {@link io.tidegauge.crash.KillRoundsTest}, on a broker</td></tr>
 * <tr><td>retention works on record time and deletes old events that wait in a topic between the stages</td>
 *     <td>{@link io.tidegauge.crash.SmallCacheTest}, of the topics as they were made</td></tr>
 * <tr><td>what a killed instance's transaction holds back is held until the broker gives it up</td>
 *     <td>{@link io.tidegauge.crash.KillRoundsTest}, struck in every step of a commit</td></tr>
 * </table>
 */
package io.tidegauge.crash;
