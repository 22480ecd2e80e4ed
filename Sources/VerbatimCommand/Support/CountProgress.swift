/// Progress of counted work on standard error: a bar on a terminal, nothing in a pipe but what takes long.
final class CountProgress {
    private var total: Int
    private let noun: String
    private var done = 0

    init(total: Int = 0, noun: String) {
        self.total = total
        self.noun = noun
    }

    /// Some of a number are done.
    func advance(to done: Int, of total: Int) {
        self.total = total
        self.done = done - 1
        advance("")
    }

    /// One more is done.
    func advance(_ label: String) {
        done += 1
        guard Terminal.hasError else { return }
        let width = 30
        let filled = total == 0 ? width : done * width / total
        let bar = String(repeating: "=", count: filled) + String(repeating: " ", count: width - filled)
        StandardError.raw("\r\u{1B}[K[\(bar)] \(done)/\(total) \(noun)  \(label)")
    }

    /// Removes the bar.
    func finish() { if Terminal.hasError { StandardError.raw("\r\u{1B}[K") } }
}
