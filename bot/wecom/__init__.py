"""The edge to WeCom: callback encryption, robot and app callbacks, sending, pictures. Imports downwards only."""
