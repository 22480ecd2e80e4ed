/// A callback whose state belongs to the run: it is kept in checkpoints and put back when the run goes on.
///
/// `state` is all that later calls depend on. It is put back after `onTrainBegin`.
public protocol StatefulCallback: Callback {
    /// What is kept.
    associatedtype State: Codable

    /// All that later calls depend on.
    var state: State { get set }
}
