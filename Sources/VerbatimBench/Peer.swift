/// Another library in one of its modes, as one of the peers' programs measures it.
struct Peer: Sendable {
    /// The name in tables and options: library and mode.
    let name: String
    /// The folder of its virtual environment.
    let environment: String
    /// Its program.
    let program: String
    /// What is said to the program besides the workload.
    let arguments: [String]

    private init(_ name: String, _ environment: String, _ program: String, _ arguments: String...) {
        (self.name, self.environment, self.program, self.arguments) = (name, environment, program, arguments)
    }

    private static let keras = [
        Peer("keras-tf", "v-tf", "peer_keras.py", "--backend", "tensorflow", "--mode", "auto"),
        Peer("keras-tf-jit", "v-tf", "peer_keras.py", "--backend", "tensorflow", "--mode", "jit"),
    ]
    private static let jax = [Peer("jax", "v-jax", "peer_jax.py", "--mode", "jit")]
    private static let torch = [
        Peer("torch", "v-torch", "peer_torch.py", "--mode", "eager"),
        Peer("torch-compile", "v-torch", "peer_torch.py", "--mode", "compile"),
    ]
    private static let torchChannelsLast = [
        Peer("torch-cl", "v-torch", "peer_torch.py", "--mode", "eager-cl"),
        Peer("torch-compile-cl", "v-torch", "peer_torch.py", "--mode", "compile-cl"),
    ]

    /// All that can be measured.
    static let all = keras + jax + torch + torchChannelsLast

    /// Those that a workload is measured on: images with the features last wherever a library has that mode.
    static func all(of workload: Workload) -> [Peer] {
        switch workload {
        case .seedCNN, .predictCNN, .resnet20, .lenet: keras + jax + torch.prefix(1) + torchChannelsLast
        case .mlp, .lstm, .gru, .transformer, .transformerBlock: keras + jax + torch
        }
    }
}
