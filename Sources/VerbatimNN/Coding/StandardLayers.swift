/// The layer types that every description may name.
enum StandardLayers {
    static let types: [any Layer.Type] = [
        Activation.self, AveragePooling2D.self, BatchNormalization.self, Conv2D.self, Dense.self, Dropout.self,
        Embedding.self, Flatten.self, Lambda.self, MaxPooling2D.self, Model.self, ReLU.self, Reshape.self,
        Sigmoid.self, Softmax.self, Tanh.self,
    ]
}
