import { sound } from "../../lib/preferences";
import { translated } from "../i18n";

/** Hertz and seconds of the tones; an urgent matter has three. */
const TONES = [880, 660, 880] as const;
const LENGTH_S = 0.18;

function tone(urgent: boolean): void {
  const audio = new AudioContext();
  const pitches = urgent ? TONES : TONES.slice(0, 1);
  pitches.forEach((pitch, index) => {
    const oscillator = audio.createOscillator();
    const gain = audio.createGain();
    oscillator.frequency.value = pitch;
    gain.gain.value = 0.15;
    oscillator.connect(gain).connect(audio.destination);
    oscillator.start(audio.currentTime + index * LENGTH_S);
    oscillator.stop(audio.currentTime + (index + 0.9) * LENGTH_S);
  });
  setTimeout(() => void audio.close(), (pitches.length + 1) * LENGTH_S * 1000);
}

/**
 * Says a notice with a sound and, where the person has allowed it, on the desktop: by one page of the browser, whichever is first.
 * The desktop is told the title alone, which never names a patient.
 */
export function announce(title: string, urgent: boolean): void {
  const say = (): void => {
    if (sound.value === "on") {
      tone(urgent);
    }
    if (
      typeof Notification === "function" &&
      Notification.permission === "granted" &&
      document.hidden
    ) {
      new Notification(translated("app.name"), {
        body: title,
        tag: title,
        requireInteraction: urgent,
      });
    }
  };
  if (!("locks" in navigator)) {
    say();
    return;
  }
  void navigator.locks.request(`lianzhen-notice ${title}`, { ifAvailable: true }, async (lock) => {
    if (lock !== null) {
      say();
      await new Promise((done) => setTimeout(done, 2000));
    }
  });
}
