package org.lianzhen.dicom.net;

import io.netty.channel.Channel;

/** Opens and closes the tap: the channel is read exactly while nobody holds it. */
final class ReadGate {
    private final Channel channel;
    private final Runnable changed;
    private int holds;
    private boolean openForGood;

    /**
     * @param changed
     *            called on the loop when reading stops or goes on
     */
    ReadGate(Channel channel, Runnable changed) {
        this.channel = channel;
        this.changed = changed;
    }

    boolean isHeld() {
        return holds > 0;
    }

    /** May be called from any thread; takes effect at once on the loop, soon elsewhere. */
    ReadHold hold() {
        var hold = new Hold();
        onLoop(hold::take);
        return hold;
    }

    /** Reads on whoever holds: the association has ended and what comes is thrown away. */
    void openForGood() {
        openForGood = true;
        channel.config().setAutoRead(true);
    }

    private void onLoop(Runnable work) {
        if (channel.eventLoop().inEventLoop()) {
            work.run();
        } else {
            channel.eventLoop().execute(work);
        }
    }

    private void change(int by) {
        boolean before = isHeld();
        holds += by;
        if (before != isHeld() && !openForGood) {
            channel.config().setAutoRead(!isHeld());
            changed.run();
        }
    }

    /** Taken once, released once, in this order: both run on the loop in the order of the calls. */
    private final class Hold implements ReadHold {
        private boolean taken;

        void take() {
            taken = true;
            change(1);
        }

        @Override
        public void release() {
            onLoop(this::drop);
        }

        private void drop() {
            if (taken) {
                taken = false;
                change(-1);
            }
        }
    }
}
