package io.tidegauge.topology;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The other instances as the members of the group name themselves: by which windows they count, and when they began. An
 * announcement is only heard by who has a task of the second stage, of who has a partition of the event topics; a member of
 * the group is seen whatever its tasks are.
 *
 * <p>A member that has died is listed until its session is over, so an older one counts only after it has been seen for
 * longer than that. Used by one thread.
 */
public final class GroupPeers {

    private static final Pattern MEMBER =
            Pattern.compile("-([0-9a-f]{1,16})-(\\d{1,19})-([0-9a-f]{1,8})-StreamThread-\\d+(?:-.*)?$");

    private final Instance me;
    private final int windowsHash;
    private final Duration session;
    private final Map<Instance.Name, Long> seenSinceNanos = new HashMap<>();

    /**
     * Has seen nobody yet.
     *
     * @param session after how long a member that has died is listed no more
     */
    public GroupPeers(Instance me, int windowsHash, Duration session) {
        this.me = me;
        this.windowsHash = windowsHash;
        this.session = session;
    }

    /** The client id to join under: the prefix, and what others read of it. */
    public String clientId(String prefix) {
        return prefix + "-" + Long.toHexString(me.name().number()) + "-"
                + me.name().beganMs() + "-" + Integer.toHexString(windowsHash);
    }

    /**
     * Takes in who is in the group; the instance is told to stop where an older one with other windows lives.
     *
     * @param members client ids of the group's members
     * @param nowNanos as {@link System#nanoTime} tells it
     */
    public void seen(Collection<String> members, long nowNanos) {
        Set<Instance.Name> others = new HashSet<>();
        for (String member : members) {
            Matcher named = MEMBER.matcher(member);
            if (named.find() && Integer.parseUnsignedInt(named.group(3), 16) != windowsHash) {
                Instance.Name name =
                        new Instance.Name(Long.parseLong(named.group(2)), Long.parseUnsignedLong(named.group(1), 16));
                if (name.olderThan(me.name())) {
                    others.add(name);
                }
            }
        }
        seenSinceNanos.keySet().retainAll(others);
        for (Instance.Name older : others) {
            long since = seenSinceNanos.computeIfAbsent(older, key -> nowNanos);
            if (nowNanos - since > session.toNanos()) {
                me.expelInFavourOf(older);
            }
        }
    }
}
